"""Keep the index in step with the items, in the same transaction, and count every change of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.web.disclosure.choices import Attribute, ItemState
from gongkai.web.disclosure.freshness import bump
from gongkai.web.disclosure.models import Item, ItemFile, SearchEntry, SearchLag, SearchText
from gongkai.web.disclosure.queries.public import GOES_OUT
from gongkai.web.disclosure.search.engine import Engine, engine
from gongkai.web.disclosure.search.folding import LINE, fold, tidy

AT_ONCE: Final = 500


def refresh(item: Item) -> None:
    """Bring the index up to date with an item, in the transaction that changes what the public may see of it."""
    index = engine()
    _drop(index, item.pk)
    stored = Item.objects.filter(pk=item.pk, state=ItemState.PUBLISHED, attribute=Attribute.PUBLIC).first()
    if stored is not None and stored.publish_at is not None:
        _put(index, stored)
    bump(item.organ)


def rebuild(tell: Callable[[int], None] = lambda done: None) -> int:
    """Make the whole index anew and return how many items it holds."""
    index, done = engine(), 0
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchText.objects.all().delete()
        index.clear()
        rows = Item.objects.filter(state=ItemState.PUBLISHED, attribute=Attribute.PUBLIC, publish_at__isnull=False)
        for items in batched(rows.defer("body").order_by("pk").iterator(AT_ONCE), AT_ONCE):
            _put_many(index, items)
            done += len(items)
            tell(done)
        bump()
    return done


def catch_up(now: datetime) -> int:
    """Send again what an outside index did not take, and return how many items that were."""
    if not settings.GONGKAI_OPENSEARCH:
        return 0
    index, numbers = engine(), list(SearchLag.objects.values_list("item_id", flat=True))
    for number in numbers:
        entry = SearchEntry.objects.filter(pk=number).first()
        with transaction.atomic():
            if entry is None:
                index.drop(number, "", "")
            else:
                index.put(number, entry.title, SearchText.objects.get(pk=number).text)
    return len(numbers)


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield items in lists of a size."""
    rest = iter(items)
    while piece := list(islice(rest, size)):
        yield piece


def _drop(index: Engine, number: int) -> None:
    entry = SearchEntry.objects.filter(pk=number).first()
    if entry is None:
        return
    text = SearchText.objects.get(pk=number)
    index.drop(number, entry.title, text.text)
    text.delete()
    entry.delete()


def _put(index: Engine, item: Item) -> None:
    _put_many(index, [item])


def _put_many(index: Engine, items: Sequence[Item]) -> None:
    files: dict[int, list[str]] = {}
    rows = ItemFile.objects.filter(item__in=[item.pk for item in items], checked__in=GOES_OUT).order_by("place", "pk")
    for number, name, suffix, text in rows.values_list("item_id", "name", "suffix", "text"):
        files.setdefault(number, []).extend((fold(tidy(name)), fold(tidy(text, is_wrapped=suffix == ".pdf"))))
    made = [(entry := entry_of(item), folded_text(item, entry, files.get(item.pk, ()))) for item in items]
    SearchEntry.objects.bulk_create(entry for entry, _ in made)
    SearchText.objects.bulk_create(SearchText(item_id=entry.item_id, text=text) for entry, text in made)
    index.put_many([(entry.item_id, entry.title, text) for entry, text in made])


def entry_of(item: Item) -> SearchEntry:
    """Return the row that a search filters by.

    Raises:
        ValueError: the item has no time of publication.
    """
    if item.publish_at is None:
        raise ValueError(item.ref)
    return SearchEntry(
        item_id=item.pk,
        organ_id=item.organ_id,
        kind=item.kind,
        category=item.category,
        year=item.published_on.year if item.published_on else timezone.localdate(item.publish_at).year,
        validity=item.validity,
        publish_at=item.publish_at,
        expires_at=item.expires_at,
        title=fold(tidy(item.title).replace(LINE, " ")),
        document_number=fold(tidy(item.document_number)),
        index_number=fold(tidy(item.index_number)),
    )


def folded_text(item: Item, entry: SearchEntry, files: Sequence[str]) -> str:
    """Return everything that can be found of an item."""
    text, summary = fold(tidy(item.text)), fold(tidy(item.summary))
    parts = [entry.title, entry.document_number, entry.index_number, text, "" if summary in text else summary, *files]
    return LINE.join(part for part in parts if part)
