"""GK109."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import ABSENT, Report


@rule(
    code="GK109",
    severity=Severity.ERROR,
    basis="form",
    message="报告中没有“{table}”的表格，或者表格已不成样子，一个单元格也认不出。请补上法定表格。",
)
def table_missing(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a statutory table of which no cell is there.

    Why it matters: the tables are the report's statutory figures.
    Example: a page that shows the headings of sections 二 to 四 and no tables.
    Known exceptions: tables published as pictures are not seen; read such a file with OCR.
    """
    for table in report.edition.tables:
        values = [
            value for cell, value in zip(report.edition.cells, report.values, strict=True) if cell.table == table.id
        ]
        if all(value is ABSENT for value in values):
            yield Fault(expected=table.label, slots={"table": table.label})
