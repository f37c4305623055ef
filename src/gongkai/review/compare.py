"""Two reports beside each other: every cell with its change, every section as a difference by sentence.

Editions are bridged where a cell has the same ref in both. A blank, an absent cell and a zero are three things.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.form import Edition, Table
from gongkai.report import ABSENT, Report, Value
from gongkai.review.sentences import Passage, compare_texts
from gongkai.write.json import Json

SAME: Final = "same"
CHANGED: Final = "changed"
ONLY_A: Final = "only_a"
ONLY_B: Final = "only_b"


@dataclass(frozen=True, slots=True)
class CellPair:
    """One cell of either report: both values, and the change where both are numbers."""

    ref: str
    table: str
    label: str
    a: Value
    b: Value

    @property
    def state(self) -> str:
        """`same`, `changed`, `only_a` or `only_b` (the other report does not have the cell)."""
        if self.a is ABSENT or self.b is ABSENT:
            return ONLY_B if self.a is ABSENT else ONLY_A
        return SAME if self.a == self.b else CHANGED

    @property
    def change(self) -> int | Decimal | None:
        """B less A, None where one of them is no number."""
        if isinstance(self.a, int | Decimal) and isinstance(self.b, int | Decimal):
            return self.b - self.a
        return None


@dataclass(frozen=True, slots=True)
class SectionPair:
    """One section of either report as pieces of both texts, and how alike they are (0 to 1)."""

    number: int
    heading: str
    passages: tuple[Passage, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports compared."""

    a: Report
    b: Report
    cells: tuple[CellPair, ...]
    sections: tuple[SectionPair, ...]

    @property
    def changed(self) -> tuple[CellPair, ...]:
        """The cells that differ, those that only one report has left out."""
        return tuple(pair for pair in self.cells if pair.state == CHANGED)

    def only(self, state: str) -> tuple[CellPair, ...]:
        """Return the cells that only one report has."""
        return tuple(pair for pair in self.cells if pair.state == state)

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return all(pair.state == SAME for pair in self.cells) and all(s.likeness == 1 for s in self.sections)


def compare(a: Report, b: Report) -> Comparison:
    """Compare two reports: two years of one organ, or two organs."""
    return Comparison(a, b, tuple(_cells(a, b)), tuple(_sections(a, b)))


def _cells(a: Report, b: Report) -> Iterator[CellPair]:
    """Yield the cells of B's form in its order, each table's followed by those that only A's form has."""
    tables: dict[str, list[tuple[str, str]]] = {}
    for edition in (b.edition, a.edition):
        for cell in edition.cells:
            listed = tables.setdefault(cell.table, [])
            if all(cell.ref != ref for ref, _ in listed):
                listed.append((cell.ref, cell.label))
    for table, listed in tables.items():
        for ref, label in listed:
            pair = CellPair(ref, _table_name(a.edition, b.edition, table), label, a.value(ref), b.value(ref))
            if pair.a is not ABSENT or pair.b is not ABSENT:
                yield pair


def _table_name(first: Edition, second: Edition, table_id: str) -> str:
    found: Table = next(table for table in (*second.tables, *first.tables) if table.id == table_id)
    return "表" + "零一二三四五六七八九"[found.section]


def _sections(a: Report, b: Report) -> Iterator[SectionPair]:
    for number in sorted({*a.sections, *b.sections}):
        heading = b.edition.sections.get(number) or a.edition.sections.get(number) or f"第{number}部分"
        passages, likeness = compare_texts(a.section_text(number), b.section_text(number))
        if passages:
            yield SectionPair(number, heading, passages, likeness)


def shown(value: Value) -> str:
    """Print a value so that a blank and an absent cell are told from 0."""
    if value is ABSENT:
        return "（无此格）"
    return "（空白）" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def shown_change(pair: CellPair) -> str:
    """Print a change with its sign."""
    change = pair.change
    return (
        "—"
        if change is None
        else "0"
        if change == 0
        else f"{change:+f}"
        if isinstance(change, Decimal)
        else f"{change:+d}"
    )


def shown_likeness(likeness: float) -> str:
    """Print how alike two texts are; 100% only where they are the same."""
    return f"{int(100 * likeness)}%"


def comparison_object(comparison: Comparison) -> dict[str, Json]:
    """Return the comparison for programs; an absent cell has no key."""
    return {
        "a": _identity(comparison.a),
        "b": _identity(comparison.b),
        "cells": [_cell_object(pair) for pair in comparison.cells],
        "sections": [
            {
                "section": section.number,
                "likeness": round(section.likeness, 4),
                "passages": [{"state": p.state, "a": p.a, "b": p.b} for p in section.passages],
            }
            for section in comparison.sections
        ],
    }


def _identity(report: Report) -> dict[str, Json]:
    return {"file": report.file, "organ": report.organ, "year": report.year, "edition": report.edition.id}


def _cell_object(pair: CellPair) -> dict[str, Json]:
    values = {name: value for name, value in (("a", pair.a), ("b", pair.b)) if value is not ABSENT}
    return {"ref": pair.ref, "state": pair.state, **values, "change": pair.change}
