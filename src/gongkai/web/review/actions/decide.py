"""Take a step of a review: pass it, or return it with a reason; or cancel the whole review."""

from __future__ import annotations

from typing import Literal

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Refused, Viewer, actor_of, require
from gongkai.web.organs.versions import claim_version
from gongkai.web.review.access import review_target
from gongkai.web.review.actions.begin import step_due
from gongkai.web.review.models import Decision, Review, State, Verdict
from gongkai.web.review.queries import hindrance


def pass_step(viewer: Viewer, review: Review, *, version: int, remark: str = "") -> State:
    """Pass the present step. The last step passed, the review has passed: the caller then acts on its subject.

    Returns:
        The state after the step: `RUNNING` or `PASSED`.

    Raises:
        Refused: the step is not the viewer's to take.
        StaleVersion: somebody was faster.
    """
    with transaction.atomic():
        _claim(viewer, review, version, "approve")
        _decide(viewer, review, Verdict.PASS, remark)
        if review.step + 1 == len(review.steps):
            review.state, review.ended_at, review.due_on = State.PASSED, viewer.now, None
        else:
            review.step += 1
            review.due_on = step_due(review, viewer)
        review.save(update_fields=["state", "ended_at", "step", "due_on"])
        _record(viewer, review, "review.pass_step", remark)
    return State(review.state)


def return_for_changes(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Send the document back to its author with a reason.

    Raises:
        Refused: the step is not the viewer's to take.
        InputError: no reason is given.
        StaleVersion: somebody was faster.
    """
    require(viewer, "approve", review_target(review), review.ref)
    _need_reason(reason)
    with transaction.atomic():
        _claim(viewer, review, version, "approve")
        _decide(viewer, review, Verdict.RETURN, reason)
        review.state, review.due_on = State.RETURNED, None
        review.save(update_fields=["state", "due_on"])
        _record(viewer, review, "review.return_for_changes", reason)


def cancel_review(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Take the document out of review; only one of its authors may.

    Raises:
        Refused: the viewer wrote none of it.
        InputError: no reason is given, or the review has ended.
        StaleVersion: somebody was faster.
    """
    require(viewer, "withdraw", review_target(review), review.ref)
    _need_reason(reason)
    with transaction.atomic():
        claim_version(review, version, review.title)
        review.refresh_from_db()
        if review.state not in (State.RUNNING, State.RETURNED):
            raise InputError(f"“{review.title}”的审核已经结束，不能撤回")
        if review.state == State.RUNNING:
            _decide(viewer, review, Verdict.CANCEL, reason)
        review.state, review.ended_at, review.due_on = State.CANCELLED, viewer.now, None
        review.save(update_fields=["state", "ended_at", "due_on"])
        _record(viewer, review, "review.cancel_review", reason)


def _claim(viewer: Viewer, review: Review, version: int, verb: Literal["approve"]) -> None:
    require(viewer, verb, review_target(review), review.ref)
    if review.version == version and hindrance(viewer, review):
        raise Refused(verb, "review", review.ref)
    claim_version(review, version, review.title)


def _decide(viewer: Viewer, review: Review, verdict: Verdict, reason: str) -> None:
    Decision.objects.create(
        review=review,
        round=review.round,
        step=review.step,
        person_id=viewer.person_id,
        verdict=verdict,
        reason=reason.strip(),
        digest=review.drafts.get(round=review.round).digest,
        decided_at=viewer.now,
    )


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise InputError("没有填写理由", why="退回和撤回须说明理由", fix="请填写理由后再提交", field="reason")


def _record(viewer: Viewer, review: Review, action: str, reason: str) -> None:
    after = {"state": review.state, "round": review.round, "step": review.step}
    record_entry(actor_of(viewer), action, Subject("review", review.ref, review.organ.ref), reason=reason, after=after)
