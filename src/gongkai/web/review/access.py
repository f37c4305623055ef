"""What the permission matrix is told about a review."""

from __future__ import annotations

from gongkai.web.organs.access import Columns, Target
from gongkai.web.organs.models import Organ
from gongkai.web.review.models import Review

COLUMNS = Columns(organ="organ_id", authors="drafts__author_id")


def review_target(review: Review) -> Target:
    """Return a review as the policy sees it."""
    authors = review.drafts.values_list("author_id", flat=True)
    return Target("review", organ_id=review.organ_id, authors=frozenset(authors))


def chain_target(organ: Organ) -> Target:
    """Return an organ's chains as the policy sees them."""
    return Target("review_chain", organ_id=organ.pk)
