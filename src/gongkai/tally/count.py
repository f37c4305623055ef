"""Counting facts into the cells of one edition of the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.form import Edition

Number = int | Decimal | str


@dataclass(frozen=True)
class Figure:
    """A counted cell: its ref, its value and the refs of the facts behind it."""

    ref: str
    value: Number
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Leftover:
    """A fact, or a part of one, that fits no cell, and why."""

    ref: str
    why: str


@dataclass(frozen=True)
class Tally:
    """The figures of a year by ref, what fitted nowhere, and the facts that are not of that year."""

    year: int
    figures: dict[str, Figure]
    leftovers: tuple[Leftover, ...] = ()
    outside: tuple[str, ...] = ()

    def value(self, ref: str) -> Number:
        """The value of a cell."""
        return self.figures[ref].value

    def __or__(self, other: Tally) -> Tally:
        """Put the tallies of two tables of one year together."""
        return Tally(
            self.year,
            self.figures | other.figures,
            self.leftovers + other.leftovers,
            self.outside + other.outside,
        )


@dataclass
class Sheet:
    """An empty table of an edition, to be filled by putting facts into cells."""

    edition: Edition
    table: str
    cells: dict[str, list[str]] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    _parts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        statutory = self.edition.cells[: self.edition.statutory]
        self.cells = {cell.ref: [] for cell in statutory if cell.table == self.table}

    def has(self, row: str, column: str) -> bool:
        """Whether the edition has this cell."""
        return f"{self.table}/{row}/{column}" in self.cells

    def put(self, row: str, column: str, source: str) -> None:
        """Count a fact in a cell."""
        self.cells[f"{self.table}/{row}/{column}"].append(source)

    def parts_of(self, whole: str) -> tuple[str, ...]:
        """The rows or columns that a relation of the form adds up to `whole`; asked for every fact, so found once."""
        if whole not in self._parts:
            self._parts[whole] = self._find_parts(whole)
        return self._parts[whole]

    def _find_parts(self, whole: str) -> tuple[str, ...]:
        for relation in self.edition.relations:
            names = [term.id for term in relation.left]
            if relation.table == self.table and names == [whole] and not relation.across_years:
                return tuple(term.id for term in relation.right)
        return ()

    def wholes(self, over: str) -> tuple[str, ...]:
        """The rows (over columns) or columns (over rows) that are sums of others."""
        return tuple(
            relation.left[0].id
            for relation in self.edition.relations
            if relation.table == self.table
            and relation.over == over
            and len(relation.left) == 1
            and not relation.across_years
        )

    def add_up(self) -> None:
        """Fill the cells that the form defines as sums: rows first, then columns."""
        for whole in self.wholes("columns"):
            self._add(whole, self.parts_of(whole), by_row=True)
        for whole in self.wholes("rows"):
            self._add(whole, self.parts_of(whole), by_row=False)

    def _add(self, whole: str, parts: tuple[str, ...], *, by_row: bool) -> None:
        for ref in self.cells:
            table, row, column = ref.split("/")
            if (row if by_row else column) != whole:
                continue
            self.cells[ref] = [
                source
                for part in parts
                for source in self.cells.get(f"{table}/{part}/{column}" if by_row else f"{table}/{row}/{part}", [])
            ]

    def counted(self, year: int, refs: Iterable[str] | None = None) -> Tally:
        """Close the sheet: every cell (or those named) with the number of facts in it."""
        wanted = self.cells if refs is None else refs
        figures = {ref: Figure(ref, len(self.cells[ref]), tuple(self.cells[ref])) for ref in wanted}
        return Tally(year, figures, tuple(self.leftovers), tuple(self.outside))

    def leave(self, source: str, why: str) -> None:
        """List a fact that fits no cell."""
        self.leftovers.append(Leftover(source, why))
