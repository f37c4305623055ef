"""GK202."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.form import CellType
from gongkai.report import Report


@rule(
    code="GK202",
    severity=Severity.ERROR,
    basis="form",
    message="{cell}填报{found}，数量和金额不能为负数。请核对后填写0或正数。",
)
def negative_count(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a negative count or amount.

    Why it matters: what was received, decided or charged cannot be less than nothing.
    Example: 行政许可 -3.
    Known exceptions: 本年增/减 of the form before 2021 is signed.
    """
    cells = report.edition.cells
    for index, value in enumerate(report.values):
        if isinstance(value, int | Decimal) and value < 0 and cells[index].type is not CellType.CHANGE:
            yield Fault(cells=(cells[index].ref,), expected=0, found=value)
