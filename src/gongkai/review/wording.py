"""How findings are put in words that every result uses alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai.check import Finding, Severity
from gongkai.check.acceptance import Acceptance, Settled
from gongkai.report import Report

NAMES: Final = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
SIGNS: Final = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTICE: "·"}
NUMERALS: Final = "零一二三四五六七八九十"
_REF: Final = re.compile(r"（[a-z_]+/[a-z0-9_.]+/[a-z0-9_]+）")


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with the number that it has in every result for people, and its acceptance where it has one."""

    number: int
    finding: Finding
    acceptance: Acceptance | None = None

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.finding.severity

    @property
    def tag(self) -> str:
        """The sign that stands beside what it marks."""
        return f"{'✓' if self.acceptance else SIGNS[self.severity]}{self.number}"

    @property
    def name(self) -> str:
        """The severity in words."""
        return f"{NAMES[self.severity]}（已接受）" if self.acceptance else NAMES[self.severity]


def remarks_of(settled: Settled) -> tuple[Remark, ...]:
    """Return the findings of a report numbered: the open ones first, then those accepted."""
    still_open = [Remark(number, found) for number, found in enumerate(settled.open, 1)]
    first = len(still_open) + 1
    accepted = [Remark(number, *pair) for number, pair in enumerate(settled.accepted, first)]
    return (*still_open, *accepted)


def plain(message: str) -> str:
    """Return a message for people who do not know refs: the printed labels stay, the refs go."""
    return _REF.sub("", message)


def cell_label(report: Report, ref: str) -> str:
    """Return where a cell stands in words: 表三“（七）总计 / 自然人”."""
    cell = report.edition.cell(ref)
    return f"表{NUMERALS[report.edition.table(cell.table).section]}“{cell.label}”"


def section_of(report: Report, found: Finding) -> int | None:
    """Return the section that a finding speaks of: by its words, its first cell, or how its message begins."""
    if found.words is not None and found.words.section:
        return found.words.section
    if found.cells and found.cells[0] in report.edition.index:
        return report.edition.table(report.edition.cell(found.cells[0]).table).section
    if found.message[:1] in {"表", "第"} and found.message[1:2] in NUMERALS:
        return NUMERALS.index(found.message[1])
    return None


def place_label(report: Report, found: Finding) -> str:
    """Return where a finding is: its first cell, the section of its words, its section, or the whole report."""
    if found.words is not None and found.words.section:
        return f"第{NUMERALS[found.words.section]}部分正文"
    if found.cells:
        more = f"等{len(found.cells)}格" if len(found.cells) > 1 else ""
        return cell_label(report, found.cells[0]) + more
    section = section_of(report, found)
    if section:
        return f"第{NUMERALS[section]}部分"
    return "正文" if found.words else "全文"


def organ_name(report: Report) -> str:
    """Return the organ, or that it is not stated."""
    return report.organ or "机关未写明"


def year_name(report: Report) -> str:
    """Return the year, or that it is not stated."""
    return f"{report.year}年度" if report.year else "年度未写明"


def counts_text(settled: Settled) -> str:
    """Return the numbers of findings in words: 错误2　警告1　提示0."""
    shown = [f"{name}{settled.count(severity)}" for severity, name in NAMES.items()]
    if settled.accepted:
        shown.append(f"已接受{len(settled.accepted)}")
    return "　".join(shown)
