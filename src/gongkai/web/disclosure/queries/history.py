"""How an item became what it is: its revisions, what changed between two of them, its journal, its relations."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from gongkai.web.disclosure.access import DRAFT, KIND, item_target
from gongkai.web.disclosure.bodies import plain_text
from gongkai.web.disclosure.models import Item, Relation, Revision
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import entries_about
from gongkai.web.organs.access import Refused, Viewer, require

_LONGEST: Final = 60_000
"""Characters beyond which a text is compared line by line: by character it would take too long."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs between two revisions."""

    name: str
    changes: tuple[Change, ...]


def revisions_of(viewer: Viewer, item: Item) -> QuerySet[Revision]:
    """Return the revisions of an item that the viewer may read, newest first.

    Raises:
        Refused: the viewer may not read the item.
    """
    require(viewer, "read", item_target(item, DRAFT), item.ref)
    return item.revisions.select_related("person").order_by("-number")


def compare_revisions(viewer: Viewer, item: Item, earlier: int, later: int) -> list[FieldChange]:
    """Return the fields that differ between two revisions of an item, in the order of the form.

    Raises:
        Refused: the viewer may not read the item, or there is no such revision.
    """
    rows = {row.number: row.snapshot for row in revisions_of(viewer, item).filter(number__in=[earlier, later])}
    if {earlier, later} - set(rows):
        raise Refused("read", DRAFT, item.ref)
    old, new = _texts(rows[earlier]), _texts(rows[later])
    return [
        FieldChange(name, text_changes(old.get(name, ""), new[name])) for name in new if old.get(name, "") != new[name]
    ]


def history_of(viewer: Viewer, item: Item) -> QuerySet[Entry]:
    """Return the journal of an item that the viewer may read.

    Raises:
        Refused: the viewer may not read the item.
    """
    require(viewer, "read", item_target(item, DRAFT), item.ref)
    return entries_about(KIND, item.ref).order_by("sequence")


def relations_of(viewer: Viewer, item: Item) -> list[tuple[Relation, Item, bool]]:
    """Return how an item stands to others and others to it: the relation, the other, whether it was said here.

    Raises:
        Refused: the viewer may not read the item.
    """
    require(viewer, "read", item_target(item, DRAFT), item.ref)
    found = [(row, row.other, True) for row in item.relations.select_related("other__organ")]
    return found + [(row, row.item, False) for row in item.relations_from.select_related("item__organ")]


def text_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return what changed in a text, character by character where it is not too long for that."""
    before: Any = old
    after: Any = new
    if max(len(old), len(new)) > _LONGEST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Change] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(before[i:j])))
            continue
        pieces = (("removed", "".join(before[i:j])), ("added", "".join(after[k:m])))
        found += [Change(kind, text) for kind, text in pieces if text]
    return tuple(found)


def _texts(snapshot: dict[str, Any]) -> dict[str, str]:
    texts = {name: str(value) for name, value in snapshot.items() if name not in ("body", "files")}
    texts["body"] = plain_text(snapshot.get("body", ""))
    texts["files"] = "\n".join(f"{row['name']}（{row['digest'][:12]}）" for row in snapshot.get("files", ()))
    return texts
