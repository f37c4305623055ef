"""GK301."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.arithmetic import faults_of
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK301",
    severity=Severity.ERROR,
    basis="form",
    needs=("table:requests",),
    message="表三“{column}”列：新收加上年结转为{found}，办理结果总计加结转下年度为{expected}，相差{difference}。"
    "格式规定第一项加第二项之和等于第三项加第四项之和。请核对这四个数。{hint}",
)
def requests_do_not_balance(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a column of Table 三 where 新收 + 上年结转 differs from 办理结果总计 + 结转下年度.

    Why it matters: the form prints this relation above the table; what breaks it has lost or invented applications.
    Example: received 39, carried in 0, closed 37, carried out 0.
    Known exceptions: none. A blank on the smaller side makes it a warning, as the blank may stand for a lost number.
    """
    yield from faults_of(report, "balance")
