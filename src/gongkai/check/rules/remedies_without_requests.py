"""GK402."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report

_GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


@rule(
    code="GK402",
    severity=Severity.NOTICE,
    basis="form",
    needs=("table:requests", "table:remedies"),
    message="表四填报复议、诉讼共{found}件，表三本年新收、上年结转和办结的申请都是0。如果是往年申请引起的，请在正文说明；否则请核对两张表。",
)
def remedies_without_requests(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Note reconsideration or litigation in a year without any application.

    Why it matters: such cases arise from applications; without any, one of the two tables may be wrong.
    Example: Table 三 all zero, Table 四 with 2 cases pending.
    Known exceptions: cases about applications of earlier years, and about proactive disclosure.
    """
    totals = [f"remedies/{row}/total" for row in _GROUPS]
    cases = sum(report.count(ref) or 0 for ref in totals)
    counts = [report.count(f"requests/{row}/total") for row in ("received", "carried_in", "closed")]
    if cases and all(count == 0 for count in counts):
        yield Fault(cells=tuple(ref for ref in totals if report.count(ref)), expected=0, found=cases)
