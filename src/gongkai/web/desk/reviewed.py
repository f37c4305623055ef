"""What follows when a review ends, by kind of subject: the face knows both the review and what was reviewed.

A domain that sends documents into review registers its follow-ups here, in the desk, because no app may import another
at its own level. They run in the same transaction as the decision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gongkai.web.organs.access import Viewer
from gongkai.web.review.models import Review

FollowUp = Callable[[Viewer, Review], None]

WHEN_PASSED: Final[dict[str, FollowUp]] = {}
WHEN_RETURNED: Final[dict[str, FollowUp]] = {}
WHEN_CANCELLED: Final[dict[str, FollowUp]] = {}


def follow_up(table: dict[str, FollowUp], viewer: Viewer, review: Review) -> None:
    """Run what is registered for the subject of a review, if anything is."""
    if review.subject_kind in table:
        table[review.subject_kind](viewer, review)
