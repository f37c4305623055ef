"""GK922."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.privacy import report_leaks
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK922",
    severity=Severity.ERROR,
    basis="oir#15",
    message="文中有银行卡号{quote}。公开前须删去个人隐私。请核对后删去或隐去。",
)
def bank_card_published(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a bank card number in a published report.

    Why it matters: it exposes a person to fraud.
    Example: 6222… in a list of subsidies.
    Known exceptions: numbers that fail the check digit are left alone.
    """
    for section, leak in report_leaks(report, "bank_card"):
        words = Words(section, leak.start, leak.end, leak.quote)
        yield Fault(found=leak.quote, words=words, slots={"why": leak.why})
