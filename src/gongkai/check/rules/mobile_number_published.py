"""GK923."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.privacy import report_leaks
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK923",
    severity=Severity.WARNING,
    basis="oir#15",
    message="文中有手机号码{quote}。个人联系方式属于个人隐私。请改用办公电话，或者确认可以公开。",
)
def mobile_number_published(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a mobile telephone number in a published report.

    Why it matters: officers' and applicants' own numbers are private.
    Example: 联系人 … 138….
    Known exceptions: an office that has only a mobile number may publish it on purpose.
    """
    for section, leak in report_leaks(report, "mobile_number"):
        words = Words(section, leak.start, leak.end, leak.quote)
        yield Fault(found=leak.quote, words=words, slots={"why": leak.why})
