"""GK921."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.privacy import report_leaks
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK921",
    severity=Severity.ERROR,
    basis="oir#15",
    message="文中有公民身份号码{quote}。公开前须删去个人隐私。请删去或隐去。",
)
def identity_number_published(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a citizen's identity number in a published report.

    Why it matters: it exposes a person and cannot be taken back.
    Example: a name list with 18-digit numbers whose check digit is right.
    Known exceptions: numbers whose check digit or birth date is wrong are not taken for identity numbers.
    """
    for section, leak in report_leaks(report, "identity_number"):
        words = Words(section, leak.start, leak.end, leak.quote)
        yield Fault(found=leak.quote, words=words, slots={"why": leak.why})
