"""GK501."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.claims import failing
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK501",
    severity=Severity.WARNING,
    basis="form",
    message="正文写“{quote}”：{why}。请核对总数与各分项。",
)
def stated_total_differs(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a total in the text that its own parts do not add up to.

    Why it matters: a reader adds up the figures; a wrong sum throws doubt on all of them.
    Example: 发布信息1750条，其中概况368条、动态469条、目录873条 (the parts make 1710).
    Known exceptions: lists that say they are partial (主要, 等, 其中包括) and approximate figures are left alone.
    """
    for section, claim in failing(report, "sum"):
        words = Words(section, claim.start, claim.end, claim.quote)
        yield Fault(
            cells=claim.cells,
            expected=claim.computed,
            found=claim.stated,
            words=words,
            slots={"why": claim.why},
        )
