"""GK504."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.claims import failing
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report


@rule(
    code="GK504",
    severity=Severity.WARNING,
    basis="form",
    message="正文写“{quote}”：{why}。请核对正文与表格。",
)
def words_contradict_table(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a number or a denial in the text that the report's own table contradicts.

    Why it matters: text and table are read side by side; they must say the same.
    Example: 未收到政府信息公开申请, while the table counts 3.
    Known exceptions: sentences about another body, another period or part of the applications are left alone.
    """
    for section, claim in failing(report, "cell"):
        words = Words(section, claim.start, claim.end, claim.quote)
        yield Fault(
            cells=claim.cells,
            expected=claim.computed,
            found=claim.stated,
            words=words,
            slots={"why": claim.why},
        )
