"""Who decides on a review, by kind of subject: the face knows both the review and what was reviewed.

A domain that sends documents into review wraps the three decisions: it locks its own rows first and acts when review
ends. They are registered here, in the desk, because no app may import another at its own level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gongkai.web.cases.access import KIND as CASE
from gongkai.web.cases.actions.draft_reply import cancel_reply, pass_reply, return_reply
from gongkai.web.disclosure.access import KIND as ITEM
from gongkai.web.disclosure.actions.submit_item import cancel_item, pass_item, return_item
from gongkai.web.reporting.access import DRAFT as REPORT
from gongkai.web.reporting.actions.review_report import cancel_report, pass_report, send_back_report
from gongkai.web.review.actions.decide import cancel_review, pass_step, return_for_changes
from gongkai.web.review.models import Review, State

_PASS: Final[dict[str, Callable[..., State]]] = {CASE: pass_reply, ITEM: pass_item, REPORT: pass_report}
_RETURN: Final[dict[str, Callable[..., object]]] = {CASE: return_reply, ITEM: return_item, REPORT: send_back_report}
_CANCEL: Final[dict[str, Callable[..., object]]] = {CASE: cancel_reply, ITEM: cancel_item, REPORT: cancel_report}


def passing(review: Review) -> Callable[..., State]:
    """Return the action that passes the present step: (viewer, review, *, version, remark)."""
    return _PASS.get(review.subject_kind, pass_step)


def returning(review: Review) -> Callable[..., object]:
    """Return the action that sends back: (viewer, review, *, version, reason)."""
    return _RETURN.get(review.subject_kind, return_for_changes)


def cancelling(review: Review) -> Callable[..., object]:
    """Return the action that takes out of review: (viewer, review, *, version, reason)."""
    return _CANCEL.get(review.subject_kind, cancel_review)
