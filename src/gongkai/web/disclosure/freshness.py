"""Count every change of what the public sees, so that what was made ready before can tell that it is old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeVar, cast

from django.core.cache import caches
from django.db import connection
from django.db.models import F, Min

from gongkai.web.disclosure.models import PublicVersion, SearchEntry
from gongkai.web.organs.models import Organ

KEPT: Final = timedelta(hours=1)
Made = TypeVar("Made")


def bump(organ: Organ | None = None) -> None:
    """Count one change of an organ's public information, in the transaction that makes the change."""
    for scope in {"" if organ is None else organ.ref, ""}:
        rows = PublicVersion.objects.filter(scope=scope)
        if not rows.update(number=F("number") + 1):
            PublicVersion.objects.bulk_create([PublicVersion(scope=scope)], ignore_conflicts=True)
            rows.update(number=F("number") + 1)


def version_of_all() -> int:
    """Return the count of all changes so far: one short read, asked for every public page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM disclosure_publicversion WHERE scope = ''")
        row = cursor.fetchone()
    return row[0] if row else 0


def next_change(now: datetime) -> datetime | None:
    """Return the first instant after now at which time alone changes what is public: a schedule or an expiry."""
    key = f"{version_of_all()}-next"
    kept: tuple[datetime, datetime | None] | None = caches["pages"].get(key)
    if kept is not None and kept[0] <= now and (kept[1] is None or now < kept[1]):
        return kept[1]
    begins = SearchEntry.objects.filter(publish_at__gt=now).aggregate(at=Min("publish_at"))["at"]
    ends = SearchEntry.objects.filter(expires_at__gt=now).aggregate(at=Min("expires_at"))["at"]
    at = min((at for at in (begins, ends) if at is not None), default=None)
    caches["pages"].set(key, (now, at), KEPT.total_seconds())
    return at


def kept_until_change(name: str, now: datetime, make: Callable[[], Made]) -> Made:
    """Return what `make` gives of what is public at an instant, made once for each state of it.

    The count of changes is read before anything is made, so what was made of a newer state may stand under an older
    count, which nobody asks for again, but never the other way round. A schedule or an expiry bounds it as well.
    """
    key = f"{version_of_all()}-made-{name}"
    kept: tuple[datetime, datetime, Made] | None = caches["pages"].get(key)
    if kept is not None and kept[0] <= now < kept[1]:
        return kept[2]
    made = make()
    until = min(next_change(now) or now + KEPT, now + KEPT)
    caches["pages"].set(key, cast(object, (now, until, made)), KEPT.total_seconds())
    return made
