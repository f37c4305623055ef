"""What a frozen version holds, and how it differs from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.report import ABSENT, Report
from gongkai.tally import Fact
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.completeness import completeness_of
from gongkai.web.reporting.content import content_of, digest_of, report_in
from gongkai.web.reporting.models import AnnualReport, FrozenEvidence, FrozenReport
from gongkai.web.reporting.records import facts_of, pack_facts
from gongkai.web.reporting.values import keep_value

Difference = dict[str, Any]


def add_frozen(
    viewer: Viewer, report: AnnualReport, value: Report, *, note: str, origin: str, facts: Sequence[Fact] | None = None
) -> FrozenReport:
    """Write the next numbered version of a report, in the transaction of the caller's action.

    `facts` are what it was counted from, where it was: which of the year's records were complete is kept with them.
    """
    last = report.frozen.order_by("-number").first()
    content = content_of(value)
    return FrozenReport.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        origin=origin,
        edition=value.edition.id,
        content=content,
        sha256=digest_of(content),
        frozen_at=viewer.now,
        by_id=viewer.account_id,
        note=note,
        differences=list(differences(report_in(last), value)) if last else [],
        completeness=None if facts is None else completeness_of(report, facts),
    )


def facts_behind(report: AnnualReport) -> list[Fact] | None:
    """Return the facts that a report is counted from; None for a sum of other reports."""
    return list(facts_of(report.organ, report.year)) if report.scope == Scope.OWN else None


def keep_evidence(report: AnnualReport, frozen: FrozenReport, facts: Sequence[Fact] | None) -> None:
    """Keep beside a frozen version what was counted, what was stated, and the facts that it was counted from."""
    cells = {
        row.cell: {"counted": row.counted, "sources": row.sources}
        | ({"stated": row.stated, "reason": row.reason} if row.is_stated else {})
        for row in report.cells.all()
    }
    FrozenEvidence.objects.create(frozen=frozen, cells=cells, facts=pack_facts(facts or ()))


def differences(before: Report, after: Report) -> Iterator[Difference]:
    """Yield what changed from one version to the next: cells with both values, sections by number."""
    for ref in dict.fromkeys([c.ref for c in before.edition.cells] + [c.ref for c in after.edition.cells]):
        old, new = before.value(ref), after.value(ref)
        if old != new:
            yield {"cell": ref, "before": _shown(old), "after": _shown(new)}
    for number in sorted(before.sections.keys() | after.sections.keys()):
        if before.section_text(number) != after.section_text(number):
            yield {"section": number, "before": before.section_text(number), "after": after.section_text(number)}


def _shown(value: Any) -> Any:  # noqa: ANN401 - a value of a cell
    return "" if value is ABSENT else keep_value(value)
