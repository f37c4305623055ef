"""Search in what is public."""

from __future__ import annotations

from gongkai.web.disclosure.models import Item


def refresh(item: Item) -> None:
    """Bring the index up to date with an item, in the transaction that changes what the public may see of it."""
