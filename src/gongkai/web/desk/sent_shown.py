"""A report on its way up as its own organ sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.errors import GongkaiError
from gongkai.web.organs.access import Viewer, may
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import SUBMITTED, report_target
from gongkai.web.reporting.actions.submit_upward import superior_of
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.due_days import Due, due_of
from gongkai.web.reporting.models import AnnualReport, FrozenReport, Submission
from gongkai.web.reporting.queries.reports import versions_of
from gongkai.web.reporting.queries.upward import submissions_of


@dataclass(frozen=True, slots=True)
class SentShown:
    """A report, by when it is due and to whom, its versions, and every time that it was handed up."""

    report: AnnualReport
    to: Organ | None
    due: Due
    days: int
    versions: list[FrozenReport]
    submissions: list[Submission]
    may_submit: bool

    @property
    def latest(self) -> Submission | None:
        """The last time that it was handed up."""
        return self.submissions[0] if self.submissions else None


def report_shown(viewer: Viewer, report: AnnualReport, today: date) -> SentShown:
    """Return how a report of the viewer's own organ stands above."""
    due = due_of(report.organ.kind, report.organ.level, report.year)
    reads = may(viewer, "read", report_target(report, SUBMITTED))
    submissions = submissions_of(viewer, report) if reads else []
    versions = versions_of(viewer, report)
    sent = {one.frozen_id for one in submissions if one.state not in ("recalled",)}
    fresh = bool(versions) and versions[0].pk not in sent
    ready = report.state in (ReportState.PASSED, ReportState.PUBLISHED) and fresh
    return SentShown(
        report,
        _above(report.organ),
        due,
        (due.on - today).days,
        versions,
        submissions,
        ready and may(viewer, "submit", report_target(report)),
    )


def _above(organ: Organ) -> Organ | None:
    try:
        return superior_of(organ)
    except GongkaiError:
        return None
