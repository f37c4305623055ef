"""Items on their way out of the platform: as values, as a table, as JSON lines, as a zip with their files."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import IO, Final

from django.db.models import Prefetch, QuerySet

from gongkai.web.disclosure.bodies import files_in
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.contents import content_of
from gongkai.web.disclosure.item_book import MOST_IN_CELL, write_book
from gongkai.web.disclosure.item_folder import TABLE
from gongkai.web.disclosure.models import Item, ItemFile, Relation
from gongkai.web.disclosure.past_items import PastItem

PICTURES: Final = "图片"
ATTACHMENTS: Final = "附件"
BODIES: Final = "正文"
_PUBLISHED: Final = (ItemState.PUBLISHED, ItemState.EXPIRED)
_SPOOLED: Final = 20 * 1024 * 1024


def in_order(items: QuerySet[Item]) -> QuerySet[Item]:
    """Return items as an export writes them: by index number, corrections under way left out."""
    files = Prefetch(
        "files", ItemFile.objects.order_by("place", "pk").defer("content", "clean_copy", "text"), to_attr="all_files"
    )
    relations = Prefetch("relations", Relation.objects.select_related("other").order_by("pk"), to_attr="all_relations")
    rows = items.filter(corrects=None).exclude(state__in=[ItemState.MERGED, ItemState.DROPPED])
    return (
        rows.defer(None)
        .select_related("organ", "successor")
        .prefetch_related(files, relations)
        .order_by("index_number", "pk")
    )


def past_items(items: Iterable[Item]) -> Iterator[PastItem]:
    """Yield items as values, their files by the paths that the zip gives them."""
    for number, item in enumerate(items, 1):
        yield past_of(item, number)


def past_of(item: Item, number: int) -> PastItem:
    """Return one item as a value. Only what is published carries its day: what was withdrawn never comes back."""
    return PastItem(
        content=content_of(item),
        index_number=item.index_number,
        published_on=item.published_on if item.state in _PUBLISHED else None,
        files=tuple(path for path, _ in paths_of(item, number)),
        relations=tuple((row.kind, row.other.index_number) for row in _relations(item) if row.other.index_number),
        successor=item.successor.index_number if item.successor else "",
        public_note=item.public_note if item.state in _PUBLISHED else "",
    )


def paths_of(item: Item, number: int) -> list[tuple[str, ItemFile]]:
    """Return an item's files by path: what its body shows under its own reference, the others under the row."""
    used = set(files_in(item.body))
    found = []
    for place, row in enumerate(_files(item), 1):
        name = row.name.replace("；", "，").replace(";", ",").replace("/", "_")
        folder = f"{PICTURES}/{row.ref}" if row.ref in used else f"{ATTACHMENTS}/{number}-{place}"
        found.append((f"{folder}/{name}", row))
    return found


def write_lines(items: Iterable[Item]) -> Iterator[bytes]:
    """Yield items as JSON lines: everything a table holds, and the state."""
    for number, item in enumerate(items, 1):
        said = {**past_of(item, number).plain(), "ref": item.ref, "organ": item.organ.ref, "state": item.state}
        yield json.dumps(said, ensure_ascii=False).encode() + b"\n"


def write_zip(items: Iterable[Item]) -> IO[bytes]:
    """Return a zip with the table, long bodies and all files; an import reads it back."""
    out = tempfile.SpooledTemporaryFile(max_size=_SPOOLED)  # noqa: SIM115 - the answer to the request closes it
    rows: list[PastItem] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, item in enumerate(items, 1):
            past = past_of(item, number)
            if len(past.content.body) > MOST_IN_CELL:
                name = f"{BODIES}/{number}.html"
                package.writestr(name, past.content.body)
                past = _with_body_file(past, name)
            for path, row in paths_of(item, number):
                package.writestr(path, bytes(ItemFile.objects.values_list("content", flat=True).get(pk=row.pk)))
            rows.append(past)
        package.writestr(f"{TABLE}.xlsx", write_book(rows))
    out.seek(0)
    return out


def _with_body_file(past: PastItem, name: str) -> PastItem:
    return replace(past, content=replace(past.content, body=""), body_file=name)


def _files(item: Item) -> list[ItemFile]:
    kept: list[ItemFile] | None = getattr(item, "all_files", None)
    return list(item.files.defer("content", "clean_copy", "text")) if kept is None else kept


def _relations(item: Item) -> list[Relation]:
    kept: list[Relation] | None = getattr(item, "all_relations", None)
    return list(item.relations.select_related("other")) if kept is None else kept
