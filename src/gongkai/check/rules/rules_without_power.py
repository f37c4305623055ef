"""GK204."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.organs import may_make_rules
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK204",
    severity=Severity.WARNING,
    basis="oir#20.1",
    confirmed=False,
    needs=("table:disclosure",),
    message="{cell}填报{found}。乡镇、街道和县级部门没有规章制定权，通常应为0，常见的错误是把文件、制度计成规章。请核对。",
)
def rules_without_power(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag 规章 reported by an organ whose kind has no power to make them.

    Why it matters: 规章 are made by departments of the State Council, provinces and cities with districts; a township's
    figure here is a misread column that a roll-up would carry upward.
    Example: 松木塘镇 2022 reports two 规章.
    Known exceptions: an organ whose name does not tell its level is left alone. The limit is derived, not quoted.
    """
    if may_make_rules(report.organ) is not False:
        return
    for cell in report.edition.cells:
        value = report.values[cell.index]
        if cell.table == "disclosure" and cell.row.id == "rules" and isinstance(value, int) and value > 0:
            yield Fault(cells=(cell.ref,), expected=0, found=value)
