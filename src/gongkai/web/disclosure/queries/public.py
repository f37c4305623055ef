"""What anybody may see. Every public surface, whatever its form, starts from `public_items`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from gongkai.web.disclosure.access import KIND
from gongkai.web.disclosure.choices import Attribute, ItemState
from gongkai.web.disclosure.models import Item, ItemFile
from gongkai.web.files.choices import Checked
from gongkai.web.organs.access import Refused

GOES_OUT: Final = (Checked.CLEAN, Checked.CLEARED)


def public_items(now: datetime) -> QuerySet[Item]:
    """Return exactly the items that anybody may see at an instant: published, their time come, not expired."""
    return Item.objects.filter(_is_public(now, "state"))


def public_among(now: datetime, numbers: Iterable[int]) -> QuerySet[Item]:
    """Return those of a few items that `public_items` has, found by their numbers.

    Without the joined text SQLite would rather go through all that is published, by time.
    """
    rows = Item.objects.annotate(stands=Concat("state", Value(""))).filter(pk__in=list(numbers))
    return rows.filter(_is_public(now, "stands")).order_by()


def _is_public(now: datetime, state: str) -> Q:
    return Q(
        Q(expires_at=None) | Q(expires_at__gt=now),
        attribute=Attribute.PUBLIC,
        publish_at__lte=now,
        **{state: ItemState.PUBLISHED},
    )


def public_item(now: datetime, ref: str) -> Item:
    """Return one public item.

    Raises:
        Refused: there is none at this instant; the answer does not tell why.
    """
    item = public_items(now).filter(ref=ref).select_related("organ").first()
    if item is None:
        raise Refused("read", KIND, ref)
    return item


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What remains in sight of an item that was withdrawn: the note, and since when. Never its title."""

    note: str
    at: datetime


def tombstone_of(ref: str) -> Tombstone | None:
    """Return what the public is told about a withdrawn item; nothing where no note was written for them."""
    item = Item.objects.filter(ref=ref, state=ItemState.WITHDRAWN, published_at__isnull=False).first()
    return Tombstone(item.public_note, item.updated_at) if item and item.public_note else None


def public_files(item: Item) -> QuerySet[ItemFile]:
    """Return the files of a public item that may go out, without their content."""
    return item.files.filter(checked__in=GOES_OUT).defer("content", "clean_copy", "text")


def public_file(now: datetime, ref: str) -> ItemFile:
    """Return one file of a public item with its content: that of the clean copy where there is one.

    Raises:
        Refused: there is none, or its item is not public at this instant, or it may not go out.
    """
    file = ItemFile.objects.filter(ref=ref, checked__in=GOES_OUT, item__in=public_items(now)).first()
    if file is None:
        raise Refused("read", KIND, ref)
    if file.clean_copy is not None:
        file.content, file.size = file.clean_copy, len(file.clean_copy)
    return file
