"""Run the rules over a report."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.check import rules as rules_package
from gongkai.check.rule import Finding, Neighbours, NotRun, Rule, Severity, finding, registered
from gongkai.report import ABSENT, Report

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking one report."""

    report: Report
    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(found.severity is Severity.ERROR for found in self.findings)


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by name, in the order of the codes. Rules are found by walking the folder."""
    for module in pkgutil.iter_modules(rules_package.__path__):
        importlib.import_module(f"{rules_package.__name__}.{module.name}")
    return dict(sorted(registered().items(), key=lambda item: item[1].code))


def check(report: Report, near: Neighbours | None = None) -> Checked:
    """Check a report by every rule.

    Args:
        report: the report.
        near: last year's report and other organs' reports, where there are any.

    Returns:
        The findings, gravest first, then in the order of the form; and the rules that could not run, with reasons.
    """
    near = near or Neighbours()
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    for one in rules().values():
        missing = _missing(one, report, near)
        if missing:
            not_run.append(NotRun(one.name, missing))
            continue
        for fault in one.function(report, near):
            if isinstance(fault, NotRun):
                not_run.append(NotRun(one.name, fault.why, fault.cells))
            else:
                findings.append(finding(one, fault, report))
    index = report.edition.index
    findings.sort(key=lambda f: (_ORDER[f.severity], index.get(f.cells[0], 9999) if f.cells else -1, f.code))
    return Checked(report, tuple(findings), tuple(not_run))


def _missing(one: Rule, report: Report, near: Neighbours) -> str:
    """Return why a rule cannot run on this report, or an empty string."""
    for need in one.needs:
        if need == "previous":
            if near.previous is None:
                return "没有提供上年度报告"
        elif need == "others":
            if not near.others:
                return "没有提供其他机关的报告"
        elif need == "children":
            if not near.children:
                return "没有提供下级机关的报告"
        elif need == "year":
            if report.year is None:
                return "没有找到报告年度"
        elif need.startswith("table:"):
            table = need.removeprefix("table:")
            if all(
                value is ABSENT
                for cell, value in zip(report.edition.cells, report.values, strict=True)
                if cell.table == table
            ):
                return "报告中没有这张表"
        elif need.startswith("section:"):
            if not report.section_text(int(need.removeprefix("section:"))):
                return f"没有找到第{need.removeprefix('section:')}部分的文字"
        elif report.value(need) is ABSENT:
            return f"报告中没有单元格 {need}"
    return ""
