"""GK621."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.copies import find_copies, report_passages
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_SHARE = 0.6


@rule(
    code="GK621",
    severity=Severity.WARNING,
    basis="form",
    needs=("previous",),
    message="正文有{percent}%与上年度报告雷同，例如“{quote}”。请按本年度实际情况重写，不要沿用往年文字。",
)
def text_repeated(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a narrative that repeats last year's, the years and numbers aside.

    Why it matters: the form warns that a report alike to another (内容雷同) is to be corrected.
    Example: last year's text with 2022 changed to 2023.
    Known exceptions: sentences that the form prescribes are not counted; below three fifths nothing is said.
    """
    if near.previous is None:
        return
    passages = [*report_passages(report, "本年"), *report_passages(near.previous, "上年")]
    for pair in find_copies(passages, least_share=_SHARE, least_sentences=3).pairs:
        own = [item.first if item.first.report == "本年" else item.second for item in pair.sentences]
        first = min(own, key=lambda sentence: (sentence.section, sentence.start))
        words = Words(first.section, first.start, first.start + len(first.text), first.text)
        percent = round(pair.share * 100)
        yield Fault(found=percent, words=words, slots={"percent": percent})
