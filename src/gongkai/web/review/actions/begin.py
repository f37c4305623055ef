"""Begin a review, or hand in another draft after it was returned."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Target, Viewer, actor_of, require
from gongkai.web.organs.calendars import organ_calendar
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.versions import claim_version
from gongkai.web.review.models import Draft, Review, State
from gongkai.web.review.queries import present_step, steps_in_force


def begin_review(viewer: Viewer, organ: Organ, *, kind: str, subject: Subject, title: str, text: str) -> Review:
    """Send a first draft into its chain.

    Raises:
        Refused: the viewer may not.
        InputError: the subject already is under review, or the text is empty.
    """
    require(viewer, "create", Target("review", organ_id=organ.pk))
    with transaction.atomic():
        review = Review(
            organ=organ,
            kind=kind,
            subject_kind=subject.kind,
            subject_ref=subject.ref,
            title=title,
            steps=[step.plain() for step in steps_in_force(organ, kind)],
            started_at=viewer.now,
        )
        review.due_on = step_due(review, viewer)
        try:
            with transaction.atomic():
                review.save(force_insert=True)
        except IntegrityError as error:
            raise InputError(f"“{title}”已经在审核中", fix="请先撤回正在进行的审核") from error
        draft = _add_draft(viewer, review, text)
        after = {"kind": kind, "subject": [subject.kind, subject.ref], "round": 1, "digest": draft.digest}
        record_entry(actor_of(viewer), "review.begin_review", _subject(review), after=after)
    return review


def resubmit(viewer: Viewer, review: Review, *, text: str, version: int) -> None:
    """Send another draft into a returned review: a new round from the first step.

    Raises:
        Refused: the viewer may not.
        InputError: the review was not returned.
        StaleVersion: somebody was faster.
    """
    require(viewer, "create", Target("review", organ_id=review.organ_id))
    with transaction.atomic():
        claim_version(review, version, review.title)
        review.refresh_from_db()
        if review.state != State.RETURNED:
            raise InputError(f"“{review.title}”没有被退回，不能重新提交")
        review.round, review.step, review.state = review.round + 1, 0, State.RUNNING
        review.due_on = step_due(review, viewer)
        review.save(update_fields=["round", "step", "state", "due_on"])
        draft = _add_draft(viewer, review, text)
        after = {"round": review.round, "digest": draft.digest}
        record_entry(actor_of(viewer), "review.resubmit", _subject(review), after=after)


def step_due(review: Review, viewer: Viewer) -> date | None:
    """Return the last day for the present step, counted in working days; None where the chain sets none."""
    days = present_step(review).working_days
    return organ_calendar(review.organ).nth_working_day(timezone.localdate(viewer.now), days) if days else None


def _add_draft(viewer: Viewer, review: Review, text: str) -> Draft:
    if not text.strip():
        raise InputError("提交审核的文本是空的", fix="请先填写内容")
    draft = Draft(
        review=review,
        round=review.round,
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        author=Account.objects.get(pk=viewer.person_id),
        written_at=viewer.now,
    )
    draft.save(force_insert=True)
    return draft


def _subject(review: Review) -> Subject:
    return Subject("review", review.ref, review.organ.ref)
