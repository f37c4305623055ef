"""GK925."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.privacy import report_leaks
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK925",
    severity=Severity.WARNING,
    basis="form",
    message="文中留有“{quote}”（{why}）。请填写或删去。",
)
def placeholder_left(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a template's hint or blank left in the report.

    Why it matters: it shows that nobody read the report before it was published.
    Example: 23条(请根据实际情况填写); {{ title }}; XX街道.
    Known exceptions: crosses that hide a person's name are left alone.
    """
    for section, leak in report_leaks(report, "placeholder"):
        words = Words(section, leak.start, leak.end, leak.quote)
        yield Fault(found=leak.quote, words=words, slots={"why": leak.why})
