"""Reads of items: what is public (the instant first) and what is on its way (the viewer first)."""

from gongkai.web.disclosure.queries.gates import current_gates
from gongkai.web.disclosure.queries.history import compare_revisions, history_of, relations_of, revisions_of
from gongkai.web.disclosure.queries.public import (
    Tombstone,
    public_file,
    public_files,
    public_item,
    public_items,
    tombstone_of,
)
from gongkai.web.disclosure.queries.staff import (
    ItemFilter,
    file_of,
    files_of,
    item_by_index,
    item_by_review,
    item_of,
    linkable_items,
    overseen_items,
    visible_drafts,
    words_of,
)
from gongkai.web.disclosure.queries.tasks import ItemTasks, item_tasks_of, published_below, soon_after, state_counts

__all__ = [
    "ItemFilter",
    "ItemTasks",
    "Tombstone",
    "compare_revisions",
    "current_gates",
    "file_of",
    "files_of",
    "history_of",
    "item_by_index",
    "item_by_review",
    "item_of",
    "item_tasks_of",
    "linkable_items",
    "overseen_items",
    "public_file",
    "public_files",
    "public_item",
    "public_items",
    "published_below",
    "relations_of",
    "revisions_of",
    "soon_after",
    "state_counts",
    "tombstone_of",
    "visible_drafts",
    "words_of",
]
