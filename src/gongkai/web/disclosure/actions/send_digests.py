"""Tell subscribers what was published since they were last told. What is not public at that instant is not told."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F

from gongkai.web.disclosure.actions.subscribe import token_of
from gongkai.web.disclosure.mails import send_digest
from gongkai.web.disclosure.models import Item, Subscription
from gongkai.web.disclosure.queries.standing import organs_spoken_for
from gongkai.web.disclosure.search import SearchQuery, listed
from gongkai.web.journal.sealing import unseal
from gongkai.web.organs.models import Organ

MOST: Final = 20
SEEN: Final = 200


def send_digests(now: datetime, most: int = 1000) -> int:
    """Send what is new to each confirmed subscriber and return how many mails went out."""
    if not settings.EMAIL_HOST:
        return 0
    sent = 0
    waiting = Subscription.objects.filter(confirmed_at__isnull=False, told_until__lt=now)
    for row in waiting.order_by("told_until")[:most]:
        items = _news(row, now)
        if not _claim(row, now):
            continue
        if not items:
            continue
        if send_digest(unseal(row.email), token_of(row), items[:MOST], len(items) - MOST if len(items) > MOST else 0):
            sent += 1
        else:
            Subscription.objects.filter(pk=row.pk, told_until=now).update(told_until=row.told_until)
    return sent


def _news(row: Subscription, now: datetime) -> list[Item]:
    organ = Organ.objects.filter(ref=row.scope).first() if row.scope else None
    if row.scope and organ is None:
        return []
    query = SearchQuery(
        row.words,
        organs=organs_spoken_for(organ) if organ else frozenset(),
        category=row.category,
        near=False,
        newest=True,
    )
    since = row.told_until or now
    return [item for item in listed(now, query, SEEN) if item.publish_at and item.publish_at > since]


def _claim(row: Subscription, now: datetime) -> bool:
    """Move the mark first, so that two workers do not tell the same twice."""
    with transaction.atomic():
        return bool(
            Subscription.objects.filter(pk=row.pk, told_until=row.told_until, confirmed_at=F("confirmed_at")).update(
                told_until=now
            )
        )
