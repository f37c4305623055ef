"""What the checker says of a version that was handed up: beside last year's and beside the other organs' reports."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import Q

from gongkai.check import Checked, Neighbours, check
from gongkai.report import Report
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import load_content
from gongkai.web.reporting.models import AnnualReport, FrozenReport, RollUpPart, RollUpRun, Submission, SubmissionState
from gongkai.web.reporting.queries.reports import previous_frozen

LIVE = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


def check_version(frozen: FrozenReport, *, others: tuple[Report, ...] = ()) -> Checked:
    """Run every rule on a frozen version; a roll-up is held against the reports that it added up."""
    previous = previous_frozen(frozen.report)
    own, children = rolled_from(frozen)
    near = Neighbours(
        previous=report_of_version(previous) if previous else None, others=others, children=children, own=own
    )
    return check(report_of_version(frozen), near)


def copies_beside(submission: Submission) -> tuple[Report, ...]:
    """Return what other organs handed to the same superior, this year and the year before, for the rules about copies.

    This year's come first: where a text stands in both, the organ beside is named.
    """
    sent = Q(year=submission.year, state__in=LIVE) | Q(year=submission.year - 1, state=SubmissionState.ACCEPTED)
    rows = Submission.objects.filter(sent, to=submission.to_id).exclude(organ=submission.organ_id)
    rows = rows.select_related("frozen").order_by("-year", "frozen_id")
    return tuple(report_of_version(row.frozen) for row in rows)


def rolled_from(frozen: FrozenReport) -> tuple[Report | None, tuple[Report, ...]]:
    """Return the own figures and the reports below that a roll-up was made of; nothing for an organ's own report."""
    if frozen.report.scope != Scope.ROLLUP:
        return None, ()
    return _parts_of(frozen.report.runs.filter(at__lte=frozen.frozen_at).order_by("-number").first())


def _parts_of(run: RollUpRun | None) -> tuple[Report | None, tuple[Report, ...]]:
    parts = RollUpPart.objects.filter(run=run).select_related("frozen") if run else RollUpPart.objects.none()
    own = [report_of_version(part.frozen) for part in parts if part.is_own]
    below = tuple(report_of_version(part.frozen) for part in parts if not part.is_own)
    return (own[0] if own else None), below


def neighbours_of(report: AnnualReport, others: tuple[Report, ...] = ()) -> Neighbours:
    """Return what a working copy is checked beside: last year's version, and what a roll-up was made of."""
    previous = previous_frozen(report)
    own, children = _parts_of(report.runs.order_by("-number").first())
    return Neighbours(report_of_version(previous) if previous else None, others, children, own)


def report_of_version(frozen: FrozenReport) -> Report:
    """Return the report that a frozen version holds; the same content is not parsed twice."""
    return _parsed(frozen.sha256, frozen.content)


@lru_cache(maxsize=256)
def _parsed(digest: str, content: str) -> Report:
    return load_content(content)
