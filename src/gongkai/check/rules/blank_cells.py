"""GK201."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.arithmetic import unread_cells
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.form import CellType
from gongkai.report import Report


@rule(
    code="GK201",
    severity=Severity.WARNING,
    basis="form",
    message="{table}有{count}个单元格空白或以“/”“—”代替，例如{cell}。"
    "没有发生的应当填0，空白会被看作漏填。请逐格填写数字。",
)
def blank_cells(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag statutory cells that are left blank, or marked `/` or `—`, where 0 is meant.

    Why it matters: a blank cannot be told from a forgotten number, and it cannot be added up.
    Example: Table 三 with only the column 总计 filled.
    Known exceptions: none; a cell that could not be read is not counted as blank.
    """
    unread = unread_cells(report)
    for table in report.edition.tables:
        blank = tuple(
            cell.ref
            for cell, value in zip(report.edition.cells, report.values, strict=True)
            if value is None and cell.table == table.id and cell.index not in unread and cell.type is not CellType.TEXT
        )
        if blank:
            name = "表" + "零一二三四五六"[table.section]
            yield Fault(cells=blank, expected=0, found=None, slots={"table": name, "count": len(blank)})
