"""GK602."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK602",
    severity=Severity.WARNING,
    basis="form",
    confirmed=False,
    needs=("previous", "table:disclosure"),
    message="{cell}填报{found}，按上年度现行有效{before}件、本年制发{issued}件、本年废止{repealed}件推算应为{expected}件。"
    "这一关系由三个指标的含义推得，格式没有明文。请核对，或说明清理、划转等原因。",
)
def in_force_chain_broken(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag documents in force that do not follow from last year's, those issued and those repealed.

    Why it matters: the three figures of one kind of document describe one stock.
    Example: last year 15 in force, 5 issued, 9 repealed, 15 in force.
    Known exceptions: documents that expired by themselves or moved with a merged organ. The form does not print this
    relation; it is derived.
    """
    previous = near.previous
    if previous is None:
        return
    for equation in report.edition.equations:
        if equation.relation.id != "in_force_chain":
            continue
        in_force, repealed = (report.edition.cells[index] for index in equation.left)
        issued = report.edition.cells[equation.right[0]]
        before = previous.value(equation.right_previous[0])
        values = [report.value(cell.ref) for cell in (in_force, repealed, issued)]
        if not isinstance(before, int) or not all(isinstance(value, int) for value in values):
            yield NotRun("in_force_chain_broken", f"{in_force.label}在两年报告中没有都填数字", (in_force.ref,))
            continue
        now, gone, new = (report.count(cell.ref) or 0 for cell in (in_force, repealed, issued))
        if now != before + new - gone:
            yield Fault(
                cells=(in_force.ref,),
                expected=before + new - gone,
                found=now,
                slots={"before": before, "issued": new, "repealed": gone},
            )
