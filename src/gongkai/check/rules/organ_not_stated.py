"""GK112."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK112",
    severity=Severity.WARNING,
    basis="form",
    message="标题、落款中都没有找到报告机关的名称。读者无法知道这是哪个机关的报告。请在标题中写明机关全称。",
)
def organ_not_stated(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a report that nowhere names its organ.

    Why it matters: a figure without its organ cannot be used, compared or rolled up.
    Example: a title that reads only 2023年政府信息公开工作年度报告, without signature.
    Known exceptions: none.
    """
    if not report.organ:
        yield Fault()
