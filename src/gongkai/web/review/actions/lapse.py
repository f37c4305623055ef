"""End a review whose subject is gone: what was under review was withdrawn or closed by other means."""

from __future__ import annotations

from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of
from gongkai.web.review.models import Review, State


def lapse_reviews(viewer: Viewer, subject: Subject, *, reason: str) -> None:
    """End the open review of a subject, in the caller's transaction.

    The caller has asked the policy whether the viewer may do to the subject what makes its review pointless.
    """
    rows = Review.objects.filter(subject_kind=subject.kind, subject_ref=subject.ref)
    for review in rows.filter(state__in=[State.RUNNING, State.RETURNED]).select_related("organ"):
        review.state, review.ended_at, review.due_on = State.CANCELLED, viewer.now, None
        review.version += 1
        review.save(update_fields=["state", "ended_at", "due_on", "version"])
        review_subject = Subject("review", review.ref, review.organ.ref)
        record_entry(actor_of(viewer), "review.lapse_reviews", review_subject, reason=reason)
