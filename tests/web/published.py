"""Items of the tests, put straight into the tables in whatever state a test needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from web_world import NOW

from gongkai.web.disclosure.freshness import bump
from gongkai.web.disclosure.models import Item, ItemFile
from gongkai.web.disclosure.search import refresh
from gongkai.web.organs.models import Organ

DAY = timedelta(days=1)


def put_item(
    organ: Organ,
    title: str,
    text: str = "",
    *,
    at: datetime = NOW - DAY,
    files: tuple[tuple[str, str], ...] = (),
    **fields: Any,
) -> Item:
    """Return an item, published the day before unless a field says otherwise, with files given as name and text."""
    values: dict[str, Any] = {
        "state": "published",
        "attribute": "public",
        "publish_at": at,
        "published_at": at,
        "published_on": at.date(),
        "made_on": at.date(),
        "updated_at": at,
        "body": f"<p>{text}</p>",
        "text": text,
    }
    with transaction.atomic():
        item = Item.objects.create(organ=organ, title=title, **{**values, **fields})
        for place, (name, content) in enumerate(files):
            put_file(item, name, content, place=place)
        refresh(item)
        bump(organ)
    return item


def put_file(item: Item, name: str, text: str, **fields: Any) -> ItemFile:
    """Return a file of an item that may go out unless a field says otherwise."""
    suffix = "." + name.rsplit(".", 1)[-1]
    content = fields.pop("content", text.encode())
    values: dict[str, Any] = {"checked": "clean", "media_type": "text/plain", "size": len(content), "digest": "0" * 64}
    return ItemFile.objects.create(
        item=item, name=name, suffix=suffix, text=text, content=content, added_at=NOW, **{**values, **fields}
    )
