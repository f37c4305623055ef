"""One organ's report for one year, as an immutable value.

Three things are kept apart in a cell: a number (zero included), a blank (`None`: the report prints the cell and leaves
it empty, or marks it `/` or `—`), and an absent cell (`ABSENT`: the report does not have it at all).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from gongkai.form import Cell, Edition


class Absent(Enum):
    """The kind of `ABSENT`, the value of a cell that a report does not have."""

    ABSENT = "absent"

    def __repr__(self) -> str:
        return "ABSENT"

    def __bool__(self) -> bool:
        return False


ABSENT: Final = Absent.ABSENT

Value = int | Decimal | str | None | Absent


class Place(NamedTuple):
    """Where a figure stands in the file it was read from, and the text seen there.

    Lines, columns, tables, rows and pages count from 1. `box` is (left, top, right, bottom) in PDF points or pixels.
    `how` is `printed`, or `recovered` with the reason in `why`.
    """

    text: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    box: tuple[float, float, float, float] | None = None
    how: str = "printed"
    why: str = ""


class Figure(NamedTuple):
    """A cell of a report: its definition, its value and where the value stands."""

    cell: Cell
    value: Value
    place: Place | None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that stands in the file and could not be read: the cell (where known), the text seen and why."""

    ref: str | None
    text: str
    why: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading as printed. `number` is the section it was taken for, `offset` its start in the file's text."""

    number: int
    text: str
    offset: int
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A narrative section: its text without the heading. `offset` is where the text begins in the file's text.

    `offset` is None where the text was put together from pieces that do not stand in one run.
    """

    number: int
    text: str
    offset: int | None = None


@dataclass(frozen=True, eq=False)
class Report:
    """A published annual report.

    `values` and `places` follow the order of `edition.cells`. `text` is the whole text read (the narrative and, for
    flattened text, the tables too); offsets of headings and sections count code points in it.
    """

    organ: str | None
    year: int | None
    edition: Edition
    values: tuple[Value, ...]
    places: tuple[Place | None, ...] = ()
    sections: dict[int, Section] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    title: str = ""
    published_on: date | None = None
    unread: tuple[Unread, ...] = ()
    text: str = ""
    file: str = ""

    def __repr__(self) -> str:
        return f"<Report {self.organ or '?'} {self.year or '?'} ({self.edition.id})>"

    def value(self, ref: str) -> Value:
        """Return the value of a cell; `ABSENT` where this report, or its edition, does not have the cell."""
        index = self.edition.index.get(ref)
        return ABSENT if index is None else self.values[index]

    def count(self, ref: str) -> int | None:
        """Return the value of a cell where it is a whole number, else None."""
        value = self.value(ref)
        return value if isinstance(value, int) else None

    def figure(self, ref: str) -> Figure:
        """Return a cell with its value and place.

        Raises:
            UnknownRef: the report's edition has no such cell.
        """
        cell = self.edition.cell(ref)
        return Figure(cell, self.values[cell.index], self.places[cell.index] if self.places else None)

    def figures(self) -> Iterator[Figure]:
        """Yield every cell that the report has, in the order of the form."""
        places: Sequence[Place | None] = self.places or (None,) * len(self.values)
        for cell, value, place in zip(self.edition.cells, self.values, places, strict=True):
            if value is not ABSENT:
                yield Figure(cell, value, place)

    def section_text(self, number: int) -> str:
        """Return the text of a narrative section, empty where the report does not have it."""
        section = self.sections.get(number)
        return section.text if section else ""

    @property
    def has_tables(self) -> bool:
        """Whether any cell was found."""
        return any(value is not ABSENT for value in self.values)


def build_report(
    edition: Edition,
    cells: dict[str, Value],
    *,
    organ: str | None = None,
    year: int | None = None,
    sections: dict[int, str] | None = None,
    title: str = "",
    published_on: date | None = None,
) -> Report:
    """Build a report from values by ref, for writers, tests and programs.

    Args:
        edition: the edition whose cells are given.
        cells: value by ref; a cell not given is absent.
        organ: the organ's name.
        year: the reporting year.
        sections: text by section number (1, 5, 6).
        title: the report's title; made from organ and year where empty.
        published_on: the date printed on the report.

    Raises:
        UnknownRef: a ref that the edition does not have.
    """
    values: list[Value] = [ABSENT] * len(edition.cells)
    for ref, value in cells.items():
        values[edition.cell(ref).index] = value
    return Report(
        organ=organ,
        year=year,
        edition=edition,
        values=tuple(values),
        sections={number: Section(number, text) for number, text in (sections or {}).items()},
        headings=tuple(Heading(number, label, 0, 0) for number, label in edition.sections.items()),
        title=title or f"{organ or ''}{year or ''}年政府信息公开工作年度报告",
        published_on=published_on,
    )
