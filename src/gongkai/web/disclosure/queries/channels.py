"""Reads of channels, new-media accounts and concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from gongkai import law
from gongkai.web.disclosure.access import DRAFT
from gongkai.web.disclosure.models import ChannelPost, Concern, Item, MediaAccount
from gongkai.web.disclosure.queries.staff import visible_drafts
from gongkai.web.disclosure.special_access import OFFICE_COLUMNS
from gongkai.web.disclosure.special_choices import MediaState
from gongkai.web.organs.access import Refused, Viewer, reach

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class PostFilter:
    """What a list of posts is narrowed to; every field may be left out."""

    channel: str = ""
    year: int | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """An account, the last thing published in it, and whether that is too long ago."""

    account: MediaAccount
    last_on: date | None
    is_stale: bool


def visible_posts(viewer: Viewer, chosen: PostFilter | None = None) -> QuerySet[ChannelPost]:
    """Return what the viewer's organs published in other channels, the latest first; struck lines are left out."""
    chosen = chosen or PostFilter()
    rows = ChannelPost.objects.filter(reach(viewer, "list", DRAFT, OFFICE_COLUMNS), struck_at=None)
    exact = {"channel": chosen.channel, "on__year": chosen.year, "title__icontains": chosen.word.strip()}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    return rows.select_related("organ", "item", "account", "entered_by")


def post_of(viewer: Viewer, ref: str) -> ChannelPost:
    """Return one post of the viewer's organs.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    return _one(visible_posts(viewer).filter(ref=ref).first(), ref)


def posts_of_item(viewer: Viewer, item: Item) -> QuerySet[ChannelPost]:
    """Return where else an item was published."""
    return visible_posts(viewer).filter(item=item)


def visible_media(viewer: Viewer) -> QuerySet[MediaAccount]:
    """Return the new-media accounts of the viewer's organs."""
    rows = MediaAccount.objects.filter(reach(viewer, "list", DRAFT, OFFICE_COLUMNS))
    return rows.select_related("organ", "asked_by", "approved_by").prefetch_related("reviews")


def media_of(viewer: Viewer, ref: str) -> MediaAccount:
    """Return one account of the viewer's organs.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    return _one(visible_media(viewer).filter(ref=ref).first(), ref)


def kept_media(viewer: Viewer) -> list[Kept]:
    """Return the accounts with when they were last used; one in use that is silent too long is marked."""
    today = timezone.localdate(viewer.now)
    weeks = law.value("media_update", on=today).count
    return [
        Kept(account, last, is_silent(account, last, today - timedelta(weeks=weeks)))
        for account in visible_media(viewer).annotate(last=Max("posts__on"))
        for last in (getattr(account, "last"),)  # noqa: B009 - the annotation is not part of the model
    ]


def is_silent(account: MediaAccount, last: date | None, since: date) -> bool:
    """Whether an account in use has published nothing since a day."""
    return account.state == MediaState.OPEN and (last or account.opened_on or date.min) < since


def visible_concerns(viewer: Viewer) -> QuerySet[Concern]:
    """Return the concerns of the viewer's organs, those not answered first."""
    rows = Concern.objects.filter(reach(viewer, "list", DRAFT, OFFICE_COLUMNS))
    return rows.select_related("organ", "response", "entered_by").order_by("response__published_at", "due_at")


def concern_of(viewer: Viewer, ref: str) -> Concern:
    """Return one concern of the viewer's organs.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    return _one(visible_concerns(viewer).filter(ref=ref).first(), ref)


def _one(row: _Row | None, ref: str) -> _Row:
    if row is None:
        raise Refused("read", DRAFT, ref)
    return row


def media_to_post_in(viewer: Viewer) -> dict[str, MediaAccount]:
    """Return the accounts in which the viewer's organs publish, by reference: fills a choice."""
    rows = visible_media(viewer).filter(state__in=[MediaState.OPEN, MediaState.CLOSING])
    return {account.ref: account for account in rows}


def item_by_number(viewer: Viewer, number: str) -> Item | None:
    """Return the item of the viewer's organs that bears an index number."""
    return visible_drafts(viewer).filter(index_number=number).first()
