"""GK401."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.arithmetic import faults_of
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK401",
    severity=Severity.ERROR,
    basis="form",
    needs=("table:remedies",),
    message="{cell}填报{found}，结果维持、结果纠正、其他结果、尚未审结之和为{expected}（{sum}），相差{difference}。"
    "总计应等于四项之和。请核对四项或总计。",
)
def remedies_do_not_add_up(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a group of Table 四 where 总计 differs from 维持 + 纠正 + 其他 + 尚未审结.

    Why it matters: each case has one result or is pending.
    Example: upheld 10, corrected 1, total 0.
    Known exceptions: none. A blank among the four makes it a warning.
    """
    yield from faults_of(report, "remedy_sum")
