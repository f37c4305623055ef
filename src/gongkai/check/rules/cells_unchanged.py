"""GK603."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import ABSENT, Report

_LEAST = 5
_STANDING = ("in_force", "public_total", "items_last_year")


@rule(
    code="GK603",
    severity=Severity.WARNING,
    basis="form",
    needs=("previous",),
    message="{count}个不为0的单元格与上年度报告完全相同（如{cell}都是{found}）。请核对是否沿用了上年表格。",
)
def cells_unchanged(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag tables whose nonzero figures are all the same as last year's.

    Why it matters: a year's work does not repeat itself to the unit; the tables were probably copied.
    Example: the same 378 licences and 22 documents two years running.
    Known exceptions: documents in force may stay; fewer than five nonzero cells prove nothing.
    """
    previous = near.previous
    if previous is None:
        return
    moving = [figure for figure in report.figures() if figure.value and figure.cell.column.id not in _STANDING]
    shared = [f for f in moving if previous.value(f.cell.ref) is not ABSENT]
    same = [figure for figure in shared if previous.value(figure.cell.ref) == figure.value]
    if len(same) >= _LEAST and len(same) == len(shared):
        value = same[0].value
        found = value if isinstance(value, int | Decimal | str) else None
        yield Fault(cells=tuple(figure.cell.ref for figure in same), found=found, slots={"count": len(same)})
