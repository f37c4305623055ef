"""Count every change of what the public sees, so that what was made ready before can tell that it is old."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import F, Min

from gongkai.web.disclosure.models import PublicVersion, SearchEntry
from gongkai.web.organs.models import Organ


def bump(organ: Organ) -> None:
    """Count one change of an organ's public information, in the transaction that makes the change."""
    for scope in (organ.ref, ""):
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
    begins = SearchEntry.objects.filter(publish_at__gt=now).aggregate(at=Min("publish_at"))["at"]
    ends = SearchEntry.objects.filter(expires_at__gt=now).aggregate(at=Min("expires_at"))["at"]
    return min((at for at in (begins, ends) if at is not None), default=None)
