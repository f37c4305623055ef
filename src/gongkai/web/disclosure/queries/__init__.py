"""Reads of items: what is public (the instant first) and what is on its way (the viewer first)."""

from gongkai.web.disclosure.queries.public import (
    Tombstone,
    public_file,
    public_files,
    public_item,
    public_items,
    tombstone_of,
)
from gongkai.web.disclosure.queries.staff import ItemFilter, files_of, item_of, visible_drafts

__all__ = [
    "ItemFilter",
    "Tombstone",
    "files_of",
    "item_of",
    "public_file",
    "public_files",
    "public_item",
    "public_items",
    "tombstone_of",
    "visible_drafts",
]
