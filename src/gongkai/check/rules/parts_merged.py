"""GK111."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import ABSENT, Report


@rule(
    code="GK111",
    severity=Severity.WARNING,
    basis="form",
    message="{cell}等一行把格式中的{count}行合成了一行（{rows}）。请按格式分行填报。",
)
def parts_merged(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a row that is printed in place of several rows of the form.

    Why it matters: the parts cannot be counted or rolled up any more.
    Example: （六）其他处理 in one line, without 逾期不补正, 逾期不缴费 and 其他.
    Known exceptions: the form before 2021 has one row there.
    """
    for table in report.edition.tables:
        for block in table.blocks:
            for variant in block.variants:
                cells = tuple(f"{table.id}/{variant.row.id}/{column.id}" for column in block.columns)
                if all(report.value(ref) is ABSENT for ref in cells):
                    continue
                labels = [row.label for row in block.rows if row.id in variant.replaces]
                yield Fault(cells=cells, slots={"count": len(labels), "rows": "、".join(labels)})
