"""GK902."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK902",
    severity=Severity.WARNING,
    basis="oir#49",
    needs=("year",),
    message="报告日期为{found}，早于统计期限结束的{expected}。没有结束的年度无法如实统计。请核对日期和数据。",
)
def published_before_year_end(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a report dated before its period of account has ended.

    Why it matters: figures up to 31 December cannot be known before.
    Example: a report of 2023 dated 2023-12-19.
    Known exceptions: none.
    """
    if report.published_on is None or report.year is None:
        yield NotRun("published_before_year_end", "报告没有写明日期")
        return
    end = date(report.year, 12, 31)
    if report.published_on < end:
        yield Fault(expected=end.isoformat(), found=report.published_on.isoformat())
