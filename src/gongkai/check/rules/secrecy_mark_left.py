"""GK924."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.privacy import report_leaks
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK924",
    severity=Severity.ERROR,
    basis="oir#14",
    message="文中有密级标志“{quote}”。国家秘密不得公开。请立即停止发布并报保密工作机构。",
)
def secrecy_mark_left(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a secrecy mark in a report that is to be published.

    Why it matters: a marked document must not be on the network at all.
    Example: 机密★1年 on the first page.
    Known exceptions: the words 国家秘密 as a label of the form are no mark.
    """
    for section, leak in report_leaks(report, "secrecy_mark"):
        words = Words(section, leak.start, leak.end, leak.quote)
        yield Fault(found=leak.quote, words=words, slots={"why": leak.why})
