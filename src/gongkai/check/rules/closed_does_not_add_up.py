"""GK302."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.arithmetic import faults_of
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK302",
    severity=Severity.ERROR,
    basis="form",
    needs=("table:requests",),
    message="{cell}填报{found}，（一）至（六）各分项之和为{expected}（{sum}），相差{difference}。"
    "（七）总计应等于各分项之和。请核对分项或总计。{hint}",
)
def closed_does_not_add_up(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a column of Table 三 where （七）总计 differs from the sum of its parts （一） to （六）.

    Why it matters: each application is closed in exactly one way, so the ways must add up to what was closed.
    Example: granted 28, not held 8, total 37.
    Known exceptions: none. A blank among the parts makes it a warning.
    """
    yield from faults_of(report, "closed_sum")
