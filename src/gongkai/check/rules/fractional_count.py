"""GK203."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.form import CellType
from gongkai.report import Report


@rule(
    code="GK203",
    severity=Severity.ERROR,
    basis="form",
    message="{cell}填报{found}，件数应当是整数。请核对是否填错单元格或单位。",
)
def fractional_count(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a count that is not a whole number.

    Why it matters: documents, decisions and applications are counted one by one; a fraction is usually an amount of
    money in the wrong cell.
    Example: 行政处罚 38.5.
    Known exceptions: 收费金额 is money and may be decimal.
    """
    cells = report.edition.cells
    for index, value in enumerate(report.values):
        if not isinstance(value, Decimal) or cells[index].type is CellType.DECIMAL:
            continue
        if value != value.to_integral_value():
            yield Fault(cells=(cells[index].ref,), found=value)
