"""GK113."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK113",
    severity=Severity.WARNING,
    basis="form",
    message="标题和第一部分都没有写明报告年度，无法确定适用哪一版格式。请在标题中写明年度。",
)
def year_not_stated(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a report that nowhere states its year.

    Why it matters: the year decides which form governs and what the figures count.
    Example: a report headed only 政府信息公开工作年度报告.
    Known exceptions: none.
    """
    if report.year is None:
        yield Fault()
