"""From plain facts to the figures of a report, each with the records behind it. No database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from gongkai.form import Cell, Edition
from gongkai.report import Report
from gongkai.tally import (
    AppealFact,
    CaseFact,
    ChargeFact,
    DecisionFact,
    DocumentFact,
    Fact,
    ItemFact,
    PurchaseFact,
    Tally,
    tally_disclosure,
    tally_remedies,
    tally_requests,
)
from gongkai.tally.count import Number

SOURCE_KINDS: Final[Mapping[type, str]] = {
    CaseFact: "case",
    AppealFact: "appeal",
    DocumentFact: "document",
    DecisionFact: "decision",
    ItemFact: "item",
    ChargeFact: "charge",
    PurchaseFact: "purchase",
}
"""The first part of a source's name, such as `case:2025-0001`."""

_DISCLOSURE: Final = (DocumentFact, DecisionFact, ItemFact, ChargeFact, PurchaseFact)


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted figure and the names of the records behind it; None where the organ keeps no complete record."""

    value: Number | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A record that fits no cell, or a carried figure that the records do not bear out: which, and why."""

    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What last year's frozen report carries out, by ref of the cell that it fills this year."""

    name: str = ""
    values: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """Every statutory cell of an edition with its counted figure, and what fitted nowhere."""

    edition: Edition
    cells: Mapping[str, Counted]
    unplaced: tuple[Unplaced, ...]


def count_figures(
    facts: Iterable[Fact],
    year: int,
    edition: Edition,
    carried: Carried | None = None,
    *,
    whole: Iterable[type] = (),
) -> Figures:
    """Count the facts of a year into every cell of an edition.

    Args:
        facts: of one organ; what belongs to other years is left out here.
        year: the reporting year.
        edition: the edition of the form.
        carried: last year's frozen carry-out. It is what the carry-in says; a difference to the records is named.
        whole: kinds of fact whose record is complete, so that a row without any is 0 and not blank.
    """
    by_kind: dict[type, list[Fact]] = {kind: [] for kind in SOURCE_KINDS}
    for fact in facts:
        by_kind[type(fact)].append(fact)
    counted: dict[str, Counted] = {}
    unplaced: list[Unplaced] = []
    for kind, tally in _tallies(by_kind, year, edition, frozenset(whole)):
        names = {fact.ref: _named(kind, fact.ref) for fact in by_kind[kind]}
        for ref, figure in tally.figures.items():
            counted[ref] = Counted(figure.value, tuple(map(names.__getitem__, figure.sources)))
        unplaced += [Unplaced(names[left.ref], left.why) for left in tally.leftovers]
    unplaced += _carry_in(counted, carried or Carried(), edition)
    statutory = edition.cells[: edition.statutory]
    cells = {cell.ref: counted.get(cell.ref, Counted(None, ())) for cell in statutory}
    return Figures(edition, cells, tuple(unplaced))


def carried_out(report: Report, name: str, edition: Edition) -> Carried:
    """Return what a year's report carries into the next, by the relations of the next year's edition."""
    values: dict[str, int] = {}
    for cell in edition.cells[: edition.statutory]:
        before = _same_last_year(edition, cell)
        value = report.count(before) if before else None
        if value is not None:
            values[cell.ref] = value
    return Carried(name, values)


def _named(kind: type, ref: str) -> str:
    """Return the name of a source: registers and appeals name theirs themselves, a case by its number."""
    return ref if ":" in ref else f"{SOURCE_KINDS[kind]}:{ref}"


def _tallies(
    by_kind: Mapping[type, list[Fact]], year: int, edition: Edition, whole: frozenset[type]
) -> Iterator[tuple[type, Tally]]:
    for kind in _DISCLOSURE:
        yield kind, tally_disclosure(by_kind[kind], year, edition, whole={kind} & whole)
    cases = [fact for fact in by_kind[CaseFact] if isinstance(fact, CaseFact)]
    yield CaseFact, tally_requests(cases, year, edition)
    appeals = [fact for fact in by_kind[AppealFact] if isinstance(fact, AppealFact)]
    yield AppealFact, tally_remedies(appeals, year, edition)


def _same_last_year(edition: Edition, cell: Cell) -> str:
    """Return the ref whose figure of last year a cell repeats: one term on each side, one of them last year's."""
    for relation in edition.relations:
        if relation.table != cell.table or relation.over != "columns" or not relation.across_years:
            continue
        if len(relation.left) == len(relation.right) == 1:
            now, before = relation.left[0], relation.right[0]
            now, before = (now, before) if before.previous else (before, now)
            if now.id == cell.row.id:
                return f"{cell.table}/{before.id}/{cell.column.id}"
    return ""


def _carry_in(counted: dict[str, Counted], carried: Carried, edition: Edition) -> Iterator[Unplaced]:
    for ref, value in carried.values.items():
        records = counted[ref]
        counted[ref] = Counted(value, (f"report:{carried.name}", *records.sources))
        if records.value != value:
            why = (
                f"上年度报告结转{value}件，本年初记录中尚未办结的为{records.value}件，本表按上年度报告计"
                f"（{edition.cell(ref).label}）"
            )
            yield Unplaced(f"report:{carried.name}", why)
