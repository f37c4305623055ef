"""GK701."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.form import CellType
from gongkai.report import Report


@rule(
    code="GK701",
    severity=Severity.WARNING,
    basis="form",
    needs=("children",),
    message="{cell}填报{found}，{count}个下级机关的报告合计为{children}{own}，汇总数{verb}{expected}。"
    "请核对是否漏汇总、重复汇总，或口径（本级、汇总）不一致。",
)
def differs_from_children(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a rolled-up figure that cannot follow from the reports of the organs below.

    Why it matters: a district's figure is its own work (本级) plus that of its organs; it is never less than theirs.
    Example: sixty organs received 749 applications, the district reports 713.
    Known exceptions: where the own figures are not given, more than the children's sum is not flagged. A report of
    本级 figures only should not be checked against children.
    """
    for cell in report.edition.cells:
        found = report.values[cell.index]
        if cell.type not in (CellType.COUNT, CellType.DECIMAL) or not isinstance(found, int | Decimal):
            continue
        parts = [child.value(cell.ref) for child in near.children]
        numbers = [part for part in parts if isinstance(part, int | Decimal)]
        if len(numbers) < len(parts):
            missing = len(parts) - len(numbers)
            yield NotRun("differs_from_children", f"{missing}个下级机关没有填{cell.label}", (cell.ref,))
            continue
        below = sum(numbers)
        own = near.own.value(cell.ref) if near.own else None
        exact = isinstance(own, int | Decimal)
        expected = below + own if isinstance(own, int | Decimal) else below
        if found < expected or (exact and found != expected):
            yield Fault(
                cells=(cell.ref,),
                expected=expected,
                found=found,
                slots={
                    "count": len(parts),
                    "children": below,
                    "own": f"，本级为{own}" if exact else "",
                    "verb": "应为" if exact else "不应少于",
                },
            )
