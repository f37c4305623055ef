"""How a public item stands to others, and which organs' items are looked up together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from gongkai.web.disclosure.models import Item, Relation, SearchEntry
from gongkai.web.disclosure.queries.public import public_among, public_items
from gongkai.web.organs.models import Organ, Succession
from gongkai.web.organs.tree import organs_below

SPARE: Final = 4
"""How many times as many neighbours are looked at as are shown: some may have expired."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Another public item, and how the first stands to it: a relation's kind, and whether it is seen from behind."""

    kind: str
    is_reverse: bool
    item: Item


def standings_of(now: datetime, item: Item) -> list[Standing]:
    """Return the public items to which an item stands in some way, both ways round, the newest first."""
    relations = Relation.objects.filter(Q(item=item) | Q(other=item)).values_list("kind", "item_id", "other_id")
    there = [(kind, one != item.pk, other if one == item.pk else one) for kind, one, other in relations]
    if not there:
        return []
    rows = public_items(now).filter(pk__in={number for _, _, number in there})
    public = {one.pk: one for one in rows.select_related("organ").defer("body", "text").order_by()}
    found = [Standing(kind, is_reverse, public[other]) for kind, is_reverse, other in there if other in public]
    return sorted(found, key=lambda one: (one.kind, one.is_reverse, -(one.item.pk)))


def successor_of(now: datetime, item: Item) -> Item | None:
    """Return the public item that stands in the place of this one."""
    return public_items(now).filter(pk=item.successor_id).first() if item.successor_id else None


def predecessors_of(now: datetime, item: Item) -> list[Item]:
    """Return the public items in whose place this one stands."""
    before = list(Item.objects.filter(successor=item).order_by().values_list("pk", flat=True))  # few, by an index
    return list(public_items(now).filter(pk__in=before).order_by("-publish_at")) if before else []


def neighbours_of(now: datetime, item: Item, most: int = 5) -> list[Item]:
    """Return the newest other items of the same organ and category."""
    near = SearchEntry.objects.filter(organ=item.organ_id, category=item.category, kind=item.kind)
    newest = near.filter(publish_at__lte=now).exclude(pk=item.pk).order_by("-publish_at", "-pk")
    numbers = list(newest.values_list("pk", flat=True)[: most * SPARE])
    found = public_among(now, numbers).only("ref", "title", "published_on", "publish_at").in_bulk()
    return [found[number] for number in numbers if number in found][:most]


def organs_spoken_for(organ: Organ, *, with_below: bool = False) -> frozenset[int]:
    """Return an organ and those it stands in the place of, and those below it where that is wanted."""
    found: set[int] = set()
    level = {organ.pk} | (organs_below(organ.pk) if with_below else frozenset())
    while level:
        found |= level
        level = set(_before(level)) - found
    return frozenset(found)


def _before(organs: Iterable[int]) -> Iterable[int]:
    return Succession.objects.filter(successor__in=list(organs)).values_list("predecessor_id", flat=True)
