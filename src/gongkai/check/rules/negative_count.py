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
    for figure in report.figures():
        if figure.cell.type is CellType.CHANGE or not isinstance(figure.value, int | Decimal):
            continue
        if figure.value < 0:
            yield Fault(cells=(figure.cell.ref,), expected=0, found=figure.value)
