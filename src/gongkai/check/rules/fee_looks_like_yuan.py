"""GK205."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.organs import OrganKind, kind_of
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report

_LARGE = 10_000  # 万元: a hundred million yuan


@rule(
    code="GK205",
    severity=Severity.NOTICE,
    basis="form",
    needs=("disclosure/fees/amount",),
    message="{cell}填报{found}万元，对乡镇、街道来说过大。这一格的单位是万元，请核对是否按元填写。",
)
def fee_looks_like_yuan(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Note an amount of fees that only makes sense in yuan.

    Why it matters: the cell is in 万元; an amount in yuan is ten thousand times too large in every roll-up.
    Example: a street office with 152790 in the cell.
    Known exceptions: governments and departments may really collect that much, and are left alone.
    """
    value = report.value("disclosure/fees/amount")
    if kind_of(report.organ) is OrganKind.TOWNSHIP and isinstance(value, int | Decimal) and value >= _LARGE:
        yield Fault(cells=("disclosure/fees/amount",), found=value)
