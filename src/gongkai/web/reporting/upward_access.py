"""What the permission matrix is told about what was sent up, and how an action decides about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target, Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.tree import organs_above
from gongkai.web.organs.versions import claim_version
from gongkai.web.reporting.access import SUBMITTED
from gongkai.web.reporting.choices import ReportState, Scope
from gongkai.web.reporting.models import AnnualReport, EnteredFile, Submission, SubmissionState


def submission_columns() -> Columns:
    """Return where the table of submissions keeps what the policy asks about."""
    states = {"accepted": Q(state=SubmissionState.ACCEPTED), "rollup": Q(frozen__report__scope=Scope.ROLLUP)}
    return Columns(organ="organ_id", involved="to_id", states=states)


def submission_target(submission: Submission) -> Target:
    """Return a submission as the policy sees it."""
    said = {
        "accepted": submission.state == SubmissionState.ACCEPTED,
        "rollup": submission.frozen.report.scope == Scope.ROLLUP,
    }
    states = frozenset(name for name, holds in said.items() if holds)
    return Target(SUBMITTED, organ_id=submission.organ_id, involved=frozenset({submission.to_id}), states=states)


def organ_target(organ: Organ) -> Target:
    """Return what an organ may yet send up, as the policy sees it."""
    above = nearest_above(organ)
    return Target(SUBMITTED, organ_id=organ.pk, involved=frozenset({above.pk} if above else ()))


def entered_target(entered: EnteredFile) -> Target:
    """Return a file that is being entered for an organ below, as the policy sees it."""
    return Target(SUBMITTED, organ_id=entered.organ_id, involved=frozenset({entered.to_id}))


def nearest_above(organ: Organ) -> Organ | None:
    """Return the organ to which another hands its report: the nearest above that exists."""
    return next((above for above in organs_above(organ) if above.abolished_on is None), None)


def submission_subject(submission: Submission) -> Subject:
    """Return a submission as the journal names it."""
    return Subject(SUBMITTED, submission.ref, submission.organ.ref)


def entered_subject(entered: EnteredFile) -> Subject:
    """Return a file entered for another organ as the journal names it."""
    return Subject(SUBMITTED, entered.ref, entered.organ.ref)


@contextmanager
def deciding(
    viewer: Viewer, submission: Submission, verb: str, *states: SubmissionState, version: int | None
) -> Iterator[AnnualReport]:
    """Open a transaction in which the viewer may decide about a submission that is in one of these states.

    The report is locked first, as in every other action, so that its organ and the superior never act at once.

    Raises:
        Refused: the viewer may not.
        InputError: it is no longer in such a state.
        StaleVersion: it changed since it was shown.
    """
    shown = dict(submission.__dict__)
    try:
        with transaction.atomic():
            report = AnnualReport.objects.select_for_update().get(frozen=submission.frozen_id)
            submission.refresh_from_db(from_queryset=Submission.objects.select_related("organ", "to", "frozen__report"))
            require(viewer, verb, submission_target(submission), submission.ref)
            _need(submission, states)
            claim_version(submission, submission.version if version is None else version, str(submission))
            yield report
    except BaseException:
        submission.__dict__.update(shown)  # nothing of it was saved
        raise


def _need(submission: Submission, states: tuple[SubmissionState, ...]) -> None:
    if submission.state not in states:
        raise InputError(
            f"{submission}现在是“{submission.get_state_display()}”，不能这样处理",
            why="对方或者同事刚处理过，或者这一步已经做过",
            fix="请刷新页面查看最新状态",
        )


def move(report: AnnualReport, state: ReportState, *, after: tuple[ReportState, ...]) -> None:
    """Let the working copy follow what became of the version that was sent, unless its organ has moved on since."""
    AnnualReport.objects.filter(pk=report.pk, state__in=after).update(state=state, version=F("version") + 1)


def note(
    viewer: Viewer,
    submission: Submission,
    name: str,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write down in the journal what was done about a submission."""
    subject = submission_subject(submission)
    record_entry(actor_of(viewer), f"reporting.{name}", subject, reason=reason, before=before, after=after)
