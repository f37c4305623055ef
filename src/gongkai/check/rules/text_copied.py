"""GK721."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.copies import CopiedPair, Difference, find_copies, report_passages
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_SHARE = 0.4
_THIS = "0"


@rule(
    code="GK721",
    severity=Severity.WARNING,
    basis="form",
    needs=("others",),
    message="正文有{percent}%与“{other}”的报告雷同，例如“{quote}”{changed}。请核对是否照抄，按本机关实际情况重写。",
)
def text_copied(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a narrative that stands, with other names, in another organ's report.

    Why it matters: the form warns that a report alike to another (内容雷同) is to be corrected.
    Example: 上塘街道坚持依法、便民… beside 半山街道坚持依法、便民….
    Known exceptions: wording that many organs use, and what the form prescribes, is not counted.
    """
    names = {str(number): _named(other, report) for number, other in enumerate(near.others, 1)}
    passages = report_passages(report, _THIS)
    for number, other in enumerate(near.others, 1):
        passages += report_passages(other, str(number))
    for pair in find_copies(passages, least_share=_SHARE, least_sentences=3).pairs:
        if _THIS in (pair.first, pair.second):
            yield _fault(pair, names)


def _named(other: Report, report: Report) -> str:
    """Return whose report it is, and of which year where that is another."""
    name = other.organ or other.file
    return name if other.year in (None, report.year) else f"{name}{other.year}年度"


def _fault(pair: CopiedPair, names: dict[str, str]) -> Fault:
    mine, theirs = [], []
    for item in pair.sentences:
        own, other = (item.first, item.second) if item.first.report == _THIS else (item.second, item.first)
        mine.append(own)
        theirs.append(item)
        name = names[other.report]
    first = theirs[0]
    words = Words(mine[0].section, mine[0].start, mine[0].start + len(mine[0].text), mine[0].text)
    percent = round(pair.share * 100)
    changed = _changed(first.differences, turned=first.first.report != _THIS)
    return Fault(found=percent, words=words, slots={"percent": percent, "other": name, "changed": changed})


def _changed(found: list[Difference], *, turned: bool) -> str:
    """Spell the words that were changed, ours first."""
    pairs = [(d.second, d.first) if turned else (d.first, d.second) for d in found]
    spelled = "、".join(f"“{ours or '（无）'}”对“{theirs or '（无）'}”" for ours, theirs in pairs[:4])
    return f"，不同处：{spelled}" if spelled else "，一字不差"
