"""GK503."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.claims import failing
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK503",
    severity=Severity.WARNING,
    basis="form",
    message="正文写“{quote}”：{why}。请核对两年的数和增减幅度。",
)
def stated_growth_differs(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a growth or decline in the text that the two years' figures do not give.

    Why it matters: the change is what readers look at first.
    Example: 收到22件，比2022年（31起）下降39% (it is 29 %).
    Known exceptions: a change without last year's figure cannot be computed and is left alone.
    """
    for section, claim in failing(report, "growth"):
        words = Words(section, claim.start, claim.end, claim.quote)
        yield Fault(
            cells=claim.cells,
            expected=claim.computed,
            found=claim.stated,
            words=words,
            slots={"why": claim.why},
        )
