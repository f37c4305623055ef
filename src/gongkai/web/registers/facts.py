"""From the entries of the registers to the facts that the annual report counts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Q, Sum

from gongkai.tally import ChargeFact, DecisionFact, DocumentFact, Fact, ItemFact, PurchaseFact
from gongkai.web.organs.models import Organ
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.choices import CountKind
from gongkai.web.registers.models import STANDS, Charge, Closing, Decision, Document, ListedItem, Purchase, StatedCount

FactsByOrgan = Callable[[Collection[int], int], Iterator[tuple[int, Fact]]]


def document_facts(organs: Collection[int], year: int) -> Iterator[tuple[int, DocumentFact]]:
    """Yield the rules and normative documents issued by the end of a year, organ by organ in the order of their keys.

    A document whose validity ran out stands from then on as if repealed: the form knows no other way out, and only so
    does last year's number in force plus issued minus repealed give this year's (unconfirmed reading).
    """
    rows = Document.objects.filter(STANDS, organ__in=organs, issued_on__year__lte=year)
    columns = ("organ_id", "ref", "kind", "issued_on", "disclosed_on", "valid_until", "repealed_on")
    for owner, ref, kind, *days in rows.order_by("organ_id", "issued_on", "pk").values_list(*columns).iterator():
        issued_on, disclosed_on, valid_until, repealed_on = days
        yield owner, DocumentFact(f"document:{ref}", kind, issued_on, disclosed_on, ended_on(valid_until, repealed_on))


def ended_on(valid_until: date | None, repealed_on: date | None) -> date | None:
    """Return the first day on which a document no longer stands: repealed, or the day after its validity."""
    lapsed = valid_until + timedelta(days=1) if valid_until else None
    return min(filter(None, (lapsed, repealed_on)), default=None)


def decision_facts(organs: Collection[int], year: int) -> Iterator[tuple[int, DecisionFact]]:
    """Yield the decisions of a year, a month's total as one fact with its count."""
    rows = Decision.objects.filter(STANDS, organ__in=organs, year=year)
    rows = rows.order_by("organ_id", "month", "kind", "source")
    for owner, ref, kind, month, count in rows.values_list("organ_id", "ref", "kind", "month", "count").iterator():
        if count:
            yield owner, DecisionFact(f"decision:{ref}", kind, date(year, month, 1), count)


def item_facts(organs: Collection[int], year: int) -> Iterator[tuple[int, ItemFact]]:
    """Yield the listed items that a year's report may count."""
    rows = ListedItem.objects.filter(STANDS, organ__in=organs, listed_on__year__lte=year)
    rows = rows.filter(Q(delisted_on=None) | Q(delisted_on__year__gte=year)).order_by("organ_id", "kind", "name", "pk")
    columns = ("organ_id", "ref", "kind", "listed_on", "delisted_on")
    for owner, ref, kind, listed_on, delisted_on in rows.values_list(*columns).iterator():
        yield owner, ItemFact(f"item:{ref}", kind, listed_on, delisted_on)


def charge_facts(organs: Collection[int], year: int) -> Iterator[tuple[int, ChargeFact]]:
    """Yield the charges of a year by month."""
    rows = Charge.objects.filter(STANDS, organ__in=organs, year=year).order_by("organ_id", "month", "name")
    for owner, ref, month, amount in rows.values_list("organ_id", "ref", "month", "amount_yuan").iterator():
        if amount:
            yield owner, ChargeFact(f"charge:{ref}", date(year, month, 1), amount)


def purchase_facts(organs: Collection[int], year: int) -> Iterator[tuple[int, PurchaseFact]]:
    """Yield the purchases of a year."""
    rows = Purchase.objects.filter(STANDS, organ__in=organs, bought_on__year=year)
    rows = rows.order_by("organ_id", "-bought_on", "pk")
    for owner, ref, bought_on, count, amount in rows.values_list(
        "organ_id", "ref", "bought_on", "count", "amount_yuan"
    ).iterator():
        yield owner, PurchaseFact(f"purchase:{ref}", bought_on, amount, count)


BOOK_FACTS: Final[tuple[FactsByOrgan, ...]] = (document_facts, decision_facts, item_facts, charge_facts, purchase_facts)
"""Every book as a stream of facts by organ."""


def register_facts(organ: Organ, year: int) -> Iterator[Fact]:
    """Yield every fact of the registers of one organ."""
    for facts in BOOK_FACTS:
        yield from (fact for _, fact in facts([organ.pk], year))


def complete_kinds(organ: Organ, year: int) -> tuple[type, ...]:
    """Return the kinds of fact whose book is complete for a year: their rows are counted even where there is none."""
    return complete_kinds_by_organ([organ.pk], year)[organ.pk]


def complete_kinds_by_organ(organs: Collection[int], year: int) -> dict[int, tuple[type, ...]]:
    """Return the same for many organs in one query."""
    found: dict[int, list[type]] = {organ: [] for organ in organs}
    closed = Closing.objects.filter(organ__in=organs, year=year).order_by("organ_id", "book")
    for owner, book in closed.values_list("organ_id", "book"):
        fact = BOOKS[book].fact if book in BOOKS else None
        if fact is not None:
            found[owner].append(fact)
    return {organ: tuple(kinds) for organ, kinds in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A number that only the text of a report tells: its one name, what it is called, the year's sum, its entries."""

    name: str
    label: str
    value: int
    entries: int


def told_counts(organ: Organ, year: int) -> list[Told]:
    """Return the sums of what was entered for a year; with the book complete, 0 for every kind without an entry."""
    return told_counts_by_organ([organ.pk], year)[organ.pk]


def told_counts_by_organ(organs: Collection[int], year: int) -> dict[int, list[Told]]:
    """Return the same for many organs in two queries."""
    rows = StatedCount.objects.filter(STANDS, organ__in=organs, year=year).values_list("organ_id", "kind", "name")
    sums: dict[int, dict[tuple[str, str], tuple[int, int]]] = {organ: {} for organ in organs}
    for owner, kind, name, total, entries in rows.annotate(total=Sum("count"), entries=Count("pk")).order_by():
        sums[owner][kind, name] = (total, entries)
    closed = Closing.objects.filter(organ__in=organs, year=year, book=StatedCount.book)
    whole = set(closed.values_list("organ_id", flat=True))
    return {organ: list(_told(found, is_whole=organ in whole)) for organ, found in sums.items()}


def _told(sums: Mapping[tuple[str, str], tuple[int, int]], *, is_whole: bool) -> Iterator[Told]:
    for kind, label in CountKind.choices:
        if kind != CountKind.OTHER and (is_whole or (kind, "") in sums):
            yield Told(kind, str(label), *sums.get((kind, ""), (0, 0)))
    for (kind, name), found in sorted(sums.items()):
        if kind == CountKind.OTHER:
            yield Told(f"other_{hashlib.sha256(name.encode()).hexdigest()[:8]}", name, *found)
