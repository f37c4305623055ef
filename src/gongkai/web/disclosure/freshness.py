"""Count every change of what the public sees, so that what was made ready before can tell that it is old."""

from __future__ import annotations

from django.db.models import F

from gongkai.web.disclosure.models import PublicVersion
from gongkai.web.organs.models import Organ


def bump(organ: Organ) -> None:
    """Count one change of an organ's public information, in the transaction that makes the change."""
    for scope in (organ.ref, ""):
        rows = PublicVersion.objects.filter(scope=scope)
        if not rows.update(number=F("number") + 1):
            PublicVersion.objects.bulk_create([PublicVersion(scope=scope)], ignore_conflicts=True)
            rows.update(number=F("number") + 1)
