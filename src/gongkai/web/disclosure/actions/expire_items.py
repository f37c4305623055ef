"""Call expired what no longer shows: `public_items` hid it at its instant; here lists and index follow."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.disclosure.access import item_subject
from gongkai.web.disclosure.changing import lock_item, tell_public
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.models import Item
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Actor


def expire_items(now: datetime) -> int:
    """Mark the published items whose time is over; return how many."""
    count = 0
    for pk in Item.objects.filter(state=ItemState.PUBLISHED, expires_at__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            item = Item.objects.select_related("organ").get(pk=pk)
            lock_item(item)
            if item.state != ItemState.PUBLISHED or item.expires_at is None or item.expires_at > now:
                continue
            item.state = ItemState.EXPIRED
            item.save(update_fields=["state"])
            tell_public(item)
            actor = Actor("system", "系统", item.organ.ref, now)
            record_entry(actor, "disclosure.expire_item", item_subject(item), after={"state": item.state})
            count += 1
    return count
