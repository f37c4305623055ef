"""GK505."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.claims import failing
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK505",
    severity=Severity.NOTICE,
    basis="form",
    message="正文写“{quote}”：{why}。请核对所列项目与项数。",
)
def list_length_differs(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Note an announced number of items that is not the number of items listed.

    Why it matters: a list that lost or gained an item is the mark of an edit left half done.
    Example: 要闻、公告、文件、解读、互动四个栏目 (five are named).
    Known exceptions: an open list (…等13个类别) that names fewer is left alone.
    """
    for section, claim in failing(report, "count"):
        words = Words(section, claim.start, claim.end, claim.quote)
        yield Fault(
            cells=claim.cells,
            expected=claim.computed,
            found=claim.stated,
            words=words,
            slots={"why": claim.why},
        )
