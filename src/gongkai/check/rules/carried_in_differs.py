"""GK601."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK601",
    severity=Severity.WARNING,
    basis="form",
    needs=("previous", "table:requests"),
    message="{cell}填报{found}，上年度报告“结转下年度继续办理”为{expected}。"
    "上年未办结的申请应当全部结转到本年。请核对两年数据，或在说明中写明原因。",
)
def carried_in_differs(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a carried-in count that differs, in any applicant column, from last year's carried-out count.

    Why it matters: an application carried out of one year is carried into the next; a difference means that one of the
    two reports is wrong, or that an applicant was filed under another kind.
    Example: last year 结转下年度 9, this year 上年结转 12.
    Known exceptions: merged or abolished organs.
    """
    previous = near.previous
    if previous is None:
        return
    for equation in report.edition.equations:
        if equation.relation.id != "carry_over":
            continue
        cell = report.edition.cells[equation.left[0]]
        found, expected = report.value(cell.ref), previous.value(equation.right_previous[0])
        if not isinstance(found, int) or not isinstance(expected, int):
            yield NotRun("carried_in_differs", f"{cell.label}在两年报告中没有都填数字", (cell.ref,))
        elif found != expected:
            yield Fault(cells=(cell.ref,), expected=expected, found=found)
