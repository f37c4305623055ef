"""What staff see of items on their way and of published ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from gongkai.web.disclosure.access import DRAFT, DRAFT_COLUMNS, KIND, item_target, words_target
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.models import Item, ItemFile, ListedWord
from gongkai.web.disclosure.queries.public import public_items
from gongkai.web.files.choices import Checked
from gongkai.web.organs.access import Refused, Viewer, reach, require
from gongkai.web.organs.models import Organ

OPEN: Final = (ItemState.DRAFT, ItemState.IN_REVIEW, ItemState.PASSED)


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


def overseen_items(viewer: Viewer, chosen: ItemFilter | None = None) -> QuerySet[Item]:
    """Return the items of whose course the viewer may know, without what they say: for the auditor.

    `cleared` counts the checks in which something was let through.
    """
    rows = Item.objects.filter(reach(viewer, "read_masked", DRAFT, DRAFT_COLUMNS)).select_related("organ", "author")
    rows = _narrowed(viewer, rows.defer("body", "text", "summary"), chosen or ItemFilter())
    return rows.annotate(cleared=Count("gates", filter=Q(gates__state="cleared"))).order_by("-updated_at", "-pk")


def item_of(viewer: Viewer, ref: str, verb: str = "read") -> Item:
    """Return one item, by what staff may do with it: verbs of the published item where it is published.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    item = Item.objects.filter(ref=ref).select_related("organ", "corrects", "successor").first()
    if item is None:
        raise Refused(verb, DRAFT, ref)
    kind = KIND if verb in ("publish", "withdraw", "correct") else DRAFT
    require(viewer, verb, item_target(item, kind), ref)
    return item


def files_of(viewer: Viewer, item: Item) -> QuerySet[ItemFile]:
    """Return the files of an item that the viewer may read, without their content; `has_copy`: a copy goes out.

    Raises:
        Refused: the viewer may not read the item.
    """
    require(viewer, "read", item_target(item, DRAFT), item.ref)
    return item.files.defer("content", "clean_copy", "text").annotate(has_copy=Q(clean_copy__isnull=False))


def file_of(viewer: Viewer, item: Item, ref: str) -> ItemFile:
    """Return one file of an item with its content, to staff who may read the item and where it may be opened at all.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    file = files_of(viewer, item).filter(ref=ref).exclude(checked__in=Checked.closed()).first()
    if file is None:
        raise Refused("read", DRAFT, ref)
    file.refresh_from_db(fields=["content"])
    return file


def item_by_index(viewer: Viewer, number: str) -> Item | None:
    """Return the item of an index number, where it is public or the viewer may list it."""
    listed = Q(reach(viewer, "list", DRAFT, DRAFT_COLUMNS)) | Q(pk__in=public_items(viewer.now).values("pk"))
    return Item.objects.filter(listed, index_number=number.strip()).select_related("organ").distinct().first()


def item_by_review(review_ref: str) -> Item | None:
    """Return the item that a review is about, to a caller who has obtained the review."""
    return Item.objects.filter(review_ref=review_ref).select_related("organ").first() if review_ref else None


def words_of(viewer: Viewer, organ: Organ) -> QuerySet[ListedWord]:
    """Return an organ's list of words to stop at.

    Raises:
        Refused: the viewer may not read it.
    """
    require(viewer, "read", words_target(organ.pk), organ.ref)
    return ListedWord.objects.filter(organ=organ)


def linkable_items(viewer: Viewer, word: str, most: int = 20) -> QuerySet[Item]:
    """Return items that a draft could be linked to: what is public anywhere, and what the viewer may list."""
    listed = Q(reach(viewer, "list", DRAFT, DRAFT_COLUMNS)) & ~Q(state__in=[ItemState.DROPPED, ItemState.MERGED])
    rows = Item.objects.filter(listed | Q(pk__in=public_items(viewer.now).values("pk"))).filter(corrects=None)
    found = Q(title__icontains=word) | Q(document_number__icontains=word) | Q(index_number__icontains=word)
    return rows.filter(found).select_related("organ").defer("body", "text").order_by("-updated_at")[:most]


def _narrowed(viewer: Viewer, rows: QuerySet[Item], chosen: ItemFilter) -> QuerySet[Item]:
    if chosen.word.strip():
        word = chosen.word.strip()
        rows = rows.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(index_number__icontains=word)
        )
    states = {
        "scheduled": Q(state="published", publish_at__gt=viewer.now),
        "correction": Q(corrects__isnull=False, state__in=OPEN),
        "overdue": Q(state__in=OPEN, due_on__lt=today_of(viewer)),
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
