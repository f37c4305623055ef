"""What the permission matrix is told about an annual report: its draft, what was submitted, what is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.choices import ReportState, Scope
from gongkai.web.reporting.models import AnnualReport

DRAFT: Final = "report_draft"
SUBMITTED: Final = "report_submitted"
PUBLISHED: Final = "report_published"
SENT_STATES: Final = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED, ReportState.PUBLISHED)
ACCEPTED_STATES: Final = (ReportState.ACCEPTED, ReportState.PUBLISHED)


_STATES: Final = {"draft": Q(state=ReportState.DRAFT), "rollup": Q(scope=Scope.ROLLUP)}


def draft_columns() -> Columns:
    """Return where the table of reports keeps what the policy asks about."""
    return Columns(organ="organ_id", authors="authors", states=_STATES)


def sent_columns() -> Columns:
    """Return the same for reports that were sent to the competent department; narrow to `SENT_STATES` as well."""
    return Columns(organ="organ_id", authors="authors", states=_STATES | {"accepted": Q(state__in=ACCEPTED_STATES)})


def authors_of(reports: Iterable[AnnualReport]) -> dict[int, frozenset[int]]:
    """Return for each report the accounts of those who wrote a part of it, in one query."""
    found: dict[int, set[int]] = {report.pk: set() for report in reports}
    rows = AnnualReport.authors.through._default_manager.filter(annualreport__in=found)
    for report, account in rows.values_list("annualreport_id", "account_id"):
        found[report].add(account)
    return {report: frozenset(accounts) for report, accounts in found.items()}


def report_target(report: AnnualReport, kind: str = DRAFT, *, authors: frozenset[int] | None = None) -> Target:
    """Return a report as the policy sees it, as a draft or as what was submitted or published.

    `authors` where they are at hand; asked for otherwise.
    """
    states = {"draft"} if report.state == ReportState.DRAFT else set()
    if report.state in ACCEPTED_STATES:
        states.add("accepted")
    if report.scope == Scope.ROLLUP:
        states.add("rollup")
    return Target(
        kind,
        organ_id=report.organ_id,
        authors=frozenset(report.authors.values_list("pk", flat=True)) if authors is None else authors,
        states=frozenset(states),
    )


def new_report_target(organ: Organ, scope: str = Scope.OWN) -> Target:
    """Return a report that does not exist yet, as the policy sees it."""
    states = frozenset({"rollup"}) if scope == Scope.ROLLUP else frozenset[str]()
    return Target(DRAFT, organ_id=organ.pk, states=states)


def report_subject(report: AnnualReport, kind: str = DRAFT) -> Subject:
    """Return a report as the journal names it."""
    return Subject(kind, report.ref, report.organ.ref)
