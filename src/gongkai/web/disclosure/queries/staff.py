"""What staff see of items on their way and of published ones."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gongkai.web.disclosure.access import DRAFT, DRAFT_COLUMNS, KIND, item_target
from gongkai.web.disclosure.models import Item, ItemFile
from gongkai.web.organs.access import Refused, Viewer, may, reach, require


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a list is narrowed to; every field may be left out.

    Attributes:
        word: in the title, the document number or the index number.
        state: of `ItemState`, or `scheduled`, `correction`, `overdue`.
        mine: only items that the viewer wrote a part of.
    """

    word: str = ""
    organ: str = ""
    state: str = ""
    kind: str = ""
    category: str = ""
    year: int | None = None
    mine: bool = False


def visible_drafts(viewer: Viewer, chosen: ItemFilter | None = None) -> QuerySet[Item]:
    """Return the items of the viewer's organs in whatever state, the latest changed first."""
    rows = Item.objects.filter(reach(viewer, "list", DRAFT, DRAFT_COLUMNS)).select_related("organ", "author")
    return _narrowed(viewer, rows.defer("body", "text"), chosen or ItemFilter()).order_by("-updated_at", "-pk")


def item_of(viewer: Viewer, ref: str, verb: str = "read") -> Item:
    """Return one item, by what staff may do with it: verbs of the published item where it is published.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    item = Item.objects.filter(ref=ref).select_related("organ", "corrects", "successor").first()
    if item is None:
        raise Refused(verb, DRAFT, ref)
    if verb == "read" and may(viewer, "read_masked", item_target(item, DRAFT)):
        return item
    kind = KIND if verb in ("publish", "withdraw", "correct") else DRAFT
    require(viewer, verb, item_target(item, kind), ref)
    return item


def files_of(viewer: Viewer, item: Item) -> QuerySet[ItemFile]:
    """Return the files of an item that the viewer may read, without their content.

    Raises:
        Refused: the viewer may not read the item.
    """
    require(viewer, "read", item_target(item, DRAFT), item.ref)
    return item.files.defer("content", "text")


def _narrowed(viewer: Viewer, rows: QuerySet[Item], chosen: ItemFilter) -> QuerySet[Item]:
    if chosen.word.strip():
        word = chosen.word.strip()
        rows = rows.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(index_number__icontains=word)
        )
    states = {
        "scheduled": Q(state="published", publish_at__gt=viewer.now),
        "correction": Q(corrects__isnull=False, state__in=["draft", "in_review", "passed"]),
        "overdue": Q(state__in=["draft", "in_review", "passed"], due_on__lt=viewer.now.date()),
    }
    if chosen.state:
        rows = rows.filter(states.get(chosen.state, Q(state=chosen.state)))
    exact = {
        "organ__ref": chosen.organ,
        "kind": chosen.kind,
        "category": chosen.category,
        "made_on__year": chosen.year,
        "authors": viewer.person_id if chosen.mine else None,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})
