"""GK102."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.errors import UnknownRef
from gongkai.form import edition_for
from gongkai.report import Report


@rule(
    code="GK102",
    severity=Severity.ERROR,
    basis="form",
    needs=("year",),
    message="{year}年度报告使用的是{used}的表格，应当使用{right}的表格。"
    "两种表格的指标不同，不能直接换算。请改用现行格式重新填报。",
)
def old_form_used(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a report whose tables are those of an edition of the form that no longer governs its year.

    Why it matters: the indicators of the two editions are not convertible, so the report cannot be rolled up.
    Example: a report of 2023 with 本年新制作数量 and 政府集中采购.
    Known exceptions: a report of an earlier year that already uses the later form is not flagged.
    """
    if report.year is None or not report.has_tables:
        return
    try:
        right = edition_for(report.year)
    except UnknownRef as error:
        yield NotRun("old_form_used", error.what)
        return
    if report.edition.first_year < right.first_year:
        yield Fault(
            expected=right.instrument,
            found=report.edition.instrument,
            slots={"year": report.year, "used": report.edition.instrument, "right": right.instrument},
        )
