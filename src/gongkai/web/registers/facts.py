"""From the entries of the registers to the facts that the annual report counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from gongkai.tally import ChargeFact, DecisionFact, DocumentFact, Fact, ItemFact, PurchaseFact
from gongkai.web.organs.models import Organ
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import STANDS, Charge, Closing, Decision, Document, ListedItem, Purchase


def document_facts(organ: Organ, year: int) -> Iterator[DocumentFact]:
    """Yield the rules and normative documents issued by the end of a year.

    A document whose validity ran out stands from then on as if repealed: the form knows no other way out, and only so
    does last year's number in force plus issued minus repealed give this year's (unconfirmed reading).
    """
    rows = Document.objects.filter(STANDS, organ=organ, issued_on__year__lte=year).order_by("issued_on", "pk")
    columns = ("ref", "kind", "issued_on", "disclosed_on", "valid_until", "repealed_on")
    for ref, kind, issued_on, disclosed_on, valid_until, repealed_on in rows.values_list(*columns):
        yield DocumentFact(f"document:{ref}", kind, issued_on, disclosed_on, ended_on(valid_until, repealed_on))


def ended_on(valid_until: date | None, repealed_on: date | None) -> date | None:
    """Return the first day on which a document no longer stands: repealed, or the day after its validity."""
    lapsed = valid_until + timedelta(days=1) if valid_until else None
    return min(filter(None, (lapsed, repealed_on)), default=None)


def decision_facts(organ: Organ, year: int) -> Iterator[DecisionFact]:
    """Yield the decisions of a year, a month's total as one fact with its count."""
    rows = Decision.objects.filter(STANDS, organ=organ, year=year).order_by("month", "kind", "source")
    for ref, kind, month, count in rows.values_list("ref", "kind", "month", "count"):
        if count:
            yield DecisionFact(f"decision:{ref}", kind, date(year, month, 1), count)


def item_facts(organ: Organ, year: int) -> Iterator[ItemFact]:
    """Yield the listed items that a year's report may count."""
    rows = ListedItem.objects.filter(STANDS, organ=organ, listed_on__year__lte=year)
    rows = rows.filter(Q(delisted_on=None) | Q(delisted_on__year__gte=year))
    for ref, kind, listed_on, delisted_on in rows.values_list("ref", "kind", "listed_on", "delisted_on"):
        yield ItemFact(f"item:{ref}", kind, listed_on, delisted_on)


def charge_facts(organ: Organ, year: int) -> Iterator[ChargeFact]:
    """Yield the charges of a year by month."""
    rows = Charge.objects.filter(STANDS, organ=organ, year=year).order_by("month", "name")
    for ref, month, amount in rows.values_list("ref", "month", "amount_yuan"):
        if amount:
            yield ChargeFact(f"charge:{ref}", date(year, month, 1), amount)


def purchase_facts(organ: Organ, year: int) -> Iterator[PurchaseFact]:
    """Yield the purchases of a year."""
    rows = Purchase.objects.filter(STANDS, organ=organ, bought_on__year=year)
    for ref, bought_on, count, amount in rows.values_list("ref", "bought_on", "count", "amount_yuan"):
        yield PurchaseFact(f"purchase:{ref}", bought_on, amount, count)


def register_facts(organ: Organ, year: int) -> Iterator[Fact]:
    """Yield every fact of the registers."""
    for facts in (document_facts, decision_facts, item_facts, charge_facts, purchase_facts):
        yield from facts(organ, year)


def complete_kinds(organ: Organ, year: int) -> tuple[type, ...]:
    """Return the kinds of fact whose book is complete for a year: their rows are counted even where there is none."""
    closed = Closing.objects.filter(organ=organ, year=year).values_list("book", flat=True)
    return tuple(BOOKS[book].fact for book in sorted(closed) if book in BOOKS)
