"""What the permission matrix is told about an item.

An item on its way is a `disclosure_draft`; what anybody may do with what is public is said of `disclosure_item`. In the
journal an item has one name from its first draft on, so that its history is one list.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from gongkai.web.disclosure.models import Item
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target

KIND: Final = "disclosure_item"
DRAFT: Final = "disclosure_draft"
GATE: Final = "disclosure_gate"
WORDS: Final = "word_list"

DRAFT_COLUMNS: Final = Columns(
    organ="organ_id",
    authors="authors",
    states={"draft": Q(state="draft"), "in_review": Q(state="in_review"), "published": Q(state="published")},
)
ITEM_COLUMNS: Final = DRAFT_COLUMNS


def item_target(item: Item, kind: str = KIND) -> Target:
    """Return an item, as draft or as published, as the policy sees it."""
    return Target(
        kind,
        organ_id=item.organ_id,
        authors=frozenset(item.authors.values_list("pk", flat=True)) if item.pk else frozenset(),
        states=frozenset({item.state}),
    )


def new_target(organ_id: int) -> Target:
    """Return an item that does not exist yet, as the policy sees it."""
    return Target(DRAFT, organ_id=organ_id)


def words_target(organ_id: int) -> Target:
    """Return an organ's word list as the policy sees it."""
    return Target(WORDS, organ_id=organ_id)


def item_subject(item: Item) -> Subject:
    """Return an item as the journal names it."""
    return Subject(KIND, item.ref, item.organ.ref)
