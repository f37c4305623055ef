"""GK110."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import ABSENT, Report


@rule(
    code="GK110",
    severity=Severity.WARNING,
    basis="form",
    message="{table}缺少{count}行：{rows}。格式中的行不能删减。请补上，没有发生的填0。",
)
def rows_missing(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag rows of the form that a table does not have.

    Why it matters: a row left out cannot be told from a row of zeros, and the sums cannot be checked.
    Example: Table 三 without 3.补正后申请内容仍不明确.
    Known exceptions: a table that is missing altogether has its own rule, and so has a merged row （六）.
    """
    merged = {name for variant in _used_variants(report) for name in variant}
    for table in report.edition.tables:
        own = [cell for cell in report.edition.cells if cell.table == table.id and not cell.variant]
        there = {cell.row.id for cell in own if report.values[cell.index] is not ABSENT}
        missing = [cell for cell in own if cell.row.id not in there and cell.row.id not in merged]
        if not there or not missing:
            continue
        names = list(dict.fromkeys(cell.row.label for cell in missing))
        yield Fault(
            found="缺行",
            slots={"table": "表" + "零一二三四五六"[table.section], "count": len(names), "rows": "、".join(names)},
        )


def _used_variants(report: Report) -> Iterator[tuple[str, ...]]:
    for table in report.edition.tables:
        for block in table.blocks:
            for variant in block.variants:
                if report.value(f"{table.id}/{variant.row.id}/{block.columns[-1].id}") is not ABSENT:
                    yield variant.replaces
