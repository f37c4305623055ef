"""Reads of the registers: each takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from gongkai.form import edition_for, editions
from gongkai.tally import has_cells, stands_at_end
from gongkai.web.journal.sealing import unseal
from gongkai.web.organs.access import Refused, Viewer, reach, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.registers.access import COLUMNS, KIND, register_target
from gongkai.web.registers.books import BOOKS, Book
from gongkai.web.registers.choices import CountKind
from gongkai.web.registers.facts import document_facts
from gongkai.web.registers.models import STANDS, Charge, Closing, Decision, Entry, Evidence, StatedCount


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What narrows a book: a word, a kind, the year in which something happened, voided ones too."""

    word: str = ""
    kind: str = ""
    year: int | None = None
    voided: bool = False


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One kind of decision, or the charges, over twelve months; None where nothing was entered."""

    name: str
    months: tuple[int | Decimal | None, ...]
    total: int | Decimal | None


@dataclass(frozen=True, slots=True)
class ChainYear:
    """How many documents of a kind were in force before a year, came and went in it, and are in force at its end.

    `reported` is what last year's report gave as in force, where it is known.
    """

    year: int
    before: int
    issued: int
    repealed: int
    in_force: int
    reported: int | None = None

    @property
    def difference(self) -> int | None:
        """By how much the register differs from what was reported for the year before."""
        return None if self.reported is None else self.before - self.reported


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file beside an entry, with its name opened."""

    ref: str
    name: str
    size: int
    findings: list[str]


def register_organs(viewer: Viewer) -> QuerySet[Organ]:
    """Return the organs whose registers the viewer may read."""
    return organs_open_to(viewer, "list", KIND)


def register_organ(viewer: Viewer, ref: str = "") -> Organ:
    """Return the organ whose registers are shown: the one named, or the first in reach.

    Raises:
        Refused: there is none in reach.
    """
    rows = register_organs(viewer)
    organ = (rows.filter(ref=ref) if ref else rows).first()
    if organ is None:
        raise Refused("list", KIND, ref)
    return organ


def entries(viewer: Viewer, organ: Organ, book: str, chosen: EntryFilter | None = None) -> QuerySet[Any]:
    """Return the entries of a book."""
    asked, known = chosen or EntryFilter(), BOOKS[book]
    rows = known.model._default_manager.filter(reach(viewer, "list", KIND, COLUMNS), organ=organ)
    if not asked.voided:
        rows = rows.filter(STANDS)
    if asked.kind and "kind" in known.same:
        rows = rows.filter(Q(kind=asked.kind))
    if asked.year:
        rows = rows.filter(_in_year(known.days, asked.year))
    if asked.word:
        texts = [column.field for column in known.columns if column.type == "text"]
        rows = rows.filter(_any({f"{field}__icontains": asked.word} for field in texts))
    return rows.select_related("entered_by")


def books_for(year: int) -> list[Book]:
    """Return the books that the form of a year's report counts; all of them for a year before any form."""
    if not any(known.governs(year) for known in editions().values()):
        return list(BOOKS.values())
    return [book for book in BOOKS.values() if book.fact is None or has_cells(book.fact, edition_for(year))]


def _in_year(days: Iterable[str], year: int) -> Q:
    return _any({day if day == "year" else f"{day}__year": year} for day in days)


def _any(conditions: Iterable[Mapping[str, Any]]) -> Q:
    total = Q()
    for condition in conditions:
        total |= Q(**condition)
    return total


def entry_of(viewer: Viewer, book: str, ref: str, verb: str = "read") -> Entry:
    """Return one entry.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    known = BOOKS.get(book)
    entry = known.model._default_manager.filter(ref=ref).select_related("organ").first() if known else None
    if entry is None:
        raise Refused(verb, KIND, ref)
    require(viewer, verb, register_target(entry.organ_id), ref)
    return entry


def entry_of_source(viewer: Viewer, source: str) -> Entry:
    """Return the entry that a figure names as its source, such as `decision:k3J…`.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    book, _, ref = source.partition(":")
    return entry_of(viewer, book, ref)


def evidence_of(viewer: Viewer, entry: Entry) -> list[EvidenceFile]:
    """Return the files beside an entry."""
    require(viewer, "read", register_target(entry.organ_id), entry.ref)
    rows = Evidence.objects.filter(book=entry.book, entry_ref=entry.ref).defer("content_sealed")
    return [EvidenceFile(row.ref, unseal(row.name_sealed), row.size, row.findings) for row in rows]


def closings(viewer: Viewer, organ: Organ, year: int) -> dict[str, Closing]:
    """Return which books are complete for a year."""
    require(viewer, "read", register_target(organ.pk), organ.ref)
    rows = Closing.objects.filter(organ=organ, year=year).select_related("closed_by", "organ")
    return {row.book: row for row in rows}


def by_month(viewer: Viewer, organ: Organ, year: int) -> list[MonthRow]:
    """Return decisions by kind, and charges, over the months of a year."""
    require(viewer, "read", register_target(organ.pk), organ.ref)
    rows = []
    decided = Decision.objects.filter(STANDS, organ=organ, year=year).values_list("kind", "month")
    found = {(kind, month): total for kind, month, total in decided.annotate(total=Sum("count")).order_by()}
    for kind, label in Decision._meta.get_field("kind").choices or ():
        if any(known == kind for known, _ in found) or kind != "other_services":
            rows.append(_month_row(str(label), [found.get((kind, month)) for month in range(1, 13)]))
    charged = Charge.objects.filter(STANDS, organ=organ, year=year).values_list("month")
    taken = dict(charged.annotate(total=Sum("amount_yuan")).order_by())
    rows.append(_month_row("行政事业性收费（元）", [taken.get(month) for month in range(1, 13)]))
    return rows + _told_by_month(organ, year)


def _told_by_month(organ: Organ, year: int) -> list[MonthRow]:
    told = StatedCount.objects.filter(STANDS, organ=organ, year=year).values_list("kind", "name", "month")
    found: dict[tuple[str, str], dict[int, int]] = {}
    for kind, name, month, total in told.annotate(total=Sum("count")).order_by("kind", "name"):
        found.setdefault((kind, name), {})[month] = total
    return [
        _month_row(name or str(CountKind(kind).label), [months.get(month) for month in range(1, 13)])
        for (kind, name), months in found.items()
    ]


def _month_row(name: str, months: list[Any]) -> MonthRow:
    known = [value for value in months if value is not None]
    return MonthRow(name, tuple(months), sum(known) if known else None)


def chain(
    viewer: Viewer, organ: Organ, kind: str, years: Iterable[int], reported: Mapping[int, int] | None = None
) -> list[ChainYear]:
    """Return year after year how the number in force came about.

    Args:
        viewer: who looks.
        organ: whose register.
        kind: rules or normative_documents.
        years: the years, in order.
        reported: what the report of a year gave as in force, by that year.
    """
    require(viewer, "read", register_target(organ.pk), organ.ref)
    asked, known = list(years), reported or {}
    facts = [fact for _, fact in document_facts([organ.pk], max(asked)) if fact.kind == kind] if asked else []

    def standing(year: int) -> int:
        return sum(stands_at_end(fact.issued_on, fact.repealed_on, year) for fact in facts)

    return [
        ChainYear(
            year,
            before=standing(year - 1),
            issued=sum(fact.issued_on.year == year for fact in facts),
            repealed=sum(fact.repealed_on is not None and fact.repealed_on.year == year for fact in facts),
            in_force=standing(year),
            reported=known.get(year - 1),
        )
        for year in asked
    ]
