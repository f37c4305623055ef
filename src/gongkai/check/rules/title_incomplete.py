"""GK116."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_YEAR = re.compile(r"20\d{2}年|二[〇○零][一二三四五六七八九〇○零]{2}年")


def read_year(title: str) -> str | None:
    """Return the year in a title, in digits or Chinese numerals."""
    match = _YEAR.search(title)
    return match[0] if match else None


@rule(
    code="GK116",
    severity=Severity.NOTICE,
    basis="form",
    message="标题写作“{quote}”，没有写明{missing}。标题应当包括机关名称、年度和“政府信息公开工作年度报告”。请补全标题。",
)
def title_incomplete(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Note a title without the organ, the year, or the name that the form gives the report.

    Why it matters: the title is what lists and search results show.
    Example: 政务信息公开工作2023年度报告, without organ and with 政务 for 政府.
    Known exceptions: an organ printed on a line of its own above the title counts as stated.
    """
    title = "".join(report.title.split()).strip("#*")
    if not title:
        return
    missing = []
    if read_year(title) is None:
        missing.append("年度")
    if "政府信息公开" not in title or "报告" not in title:
        missing.append("“政府信息公开工作年度报告”的名称")
    if missing:
        start = report.text.find(report.title)
        words = Words(None, start, start + len(report.title), report.title) if start >= 0 else None
        yield Fault(found=report.title, words=words, slots={"missing": "、".join(missing), "quote": report.title})
