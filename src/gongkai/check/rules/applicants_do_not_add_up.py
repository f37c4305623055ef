"""GK303."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.arithmetic import faults_of
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK303",
    severity=Severity.ERROR,
    basis="form",
    needs=("table:requests",),
    message="{cell}填报{found}，六类申请人之和为{expected}（{sum}），相差{difference}。"
    "总计应等于自然人与五类法人或其他组织之和。请核对各列或总计。{hint}",
)
def applicants_do_not_add_up(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a row of Table 三 where 总计 differs from the sum of the six kinds of applicant.

    Why it matters: every applicant is of exactly one kind.
    Example: natural persons 37, businesses 1, other 1, total 38.
    Known exceptions: none. A blank among the kinds makes it a warning.
    """
    yield from faults_of(report, "applicant_sum")
