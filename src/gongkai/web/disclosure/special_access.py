"""What the permission matrix is told about opinions, accounts and what an office keeps beside its items."""

from __future__ import annotations

from typing import Final

from gongkai.web.disclosure.access import DRAFT, KIND
from gongkai.web.disclosure.models import Item, ItemImport, MediaAccount, Opinion
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target
from gongkai.web.organs.models import Organ

OPINION: Final = "opinion"
OPINION_COLUMNS: Final = Columns(organ="item__organ_id")
OFFICE_COLUMNS: Final = Columns(organ="organ_id")
"""For channels, accounts, concerns and imports: they belong to an organ's office, as its drafts do."""


def opinion_target(opinion: Opinion) -> Target:
    """Return an opinion as the policy sees it."""
    return Target(OPINION, organ_id=opinion.item.organ_id)


def opinions_target(item: Item) -> Target:
    """Return the opinions on a draft, one not yet given included, as the policy sees them."""
    return Target(OPINION, organ_id=item.organ_id)


def giver_target(opinion: Opinion) -> Target:
    """Return who gave an opinion, as the policy sees an identity: its officers are those who wrote the draft."""
    authors = frozenset(opinion.item.authors.values_list("pk", flat=True))
    period = getattr(opinion.item, "comment_period", None)
    is_open = period is None or period.feedback_id is None
    return Target(
        "identity",
        organ_id=opinion.item.organ_id,
        assigned=authors,
        states=frozenset({"open"} if is_open else ()),
    )


def account_target(account: MediaAccount) -> Target:
    """Return a new-media account as the policy sees it: a way to publish, opened and closed by who may publish."""
    return Target(KIND, organ_id=account.organ_id)


def opinion_subject(opinion: Opinion) -> Subject:
    """Return an opinion as the journal names it."""
    return Subject(OPINION, opinion.ref, opinion.item.organ.ref)


def office_subject(organ: Organ, name: str, ref: str = "") -> Subject:
    """Return something an organ's office keeps, as the journal names it."""
    return Subject(DRAFT, f"{name}:{ref}" if ref else name, organ.ref)


def import_subject(book: ItemImport) -> Subject:
    """Return a table of past items as the journal names it."""
    return office_subject(book.organ, "import", book.ref)
