"""GK502."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.claims import failing
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK502",
    severity=Severity.WARNING,
    basis="form",
    message="正文写“{quote}”：{why}。请核对比例和所占的总数。",
)
def stated_share_differs(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a percentage in the text that its own numbers do not give.

    Why it matters: a share that does not match its numbers shows that one of them was changed.
    Example: 633项中网办622项，网办率96.28% (it is 98.26 %).
    Known exceptions: a share of a total that is not stated, and rounding in the last place, are left alone.
    """
    for section, claim in failing(report, "ratio"):
        words = Words(section, claim.start, claim.end, claim.quote)
        yield Fault(
            cells=claim.cells,
            expected=claim.computed,
            found=claim.stated,
            words=words,
            slots={"why": claim.why},
        )
