"""The statutory form as values: editions, tables, blocks, rows, columns, cells and relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from gongkai.errors import UnknownRef


class CellType(StrEnum):
    """What a cell may hold."""

    COUNT = "count"  # a whole number, not negative
    CHANGE = "change"  # a signed whole number (本年增/减)
    DECIMAL = "decimal"  # an exact decimal amount, with its unit
    TEXT = "text"  # kept as printed


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block. `group` is the heading printed above several columns, or empty."""

    id: str
    label: str
    group: str = ""
    type: CellType = CellType.COUNT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a block. `group` is the heading printed before several rows; `also` holds wordings seen in reports."""

    id: str
    label: str
    basis: str
    group: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One statutory figure: its ref (table/row/column), printed label, place in the form, type and legal basis."""

    ref: str
    table: str
    row: Row
    column: Column
    label: str
    index: int
    variant: bool = False

    @property
    def type(self) -> CellType:
        """What the cell may hold."""
        return self.column.type


@dataclass(frozen=True, slots=True)
class Variant:
    """A row that published reports print in place of several rows of the form."""

    row: Row
    replaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a table with its own heading and columns; `layout` is `rows` or `groups` (one line of values)."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    layout: str = "rows"
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One of the statutory tables (二, 三, 四), in the section of that number."""

    id: str
    section: int
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A row or column on one side of a relation; `previous` marks last year's figure of the same organ."""

    id: str
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """Sum of `left` = sum of `right`, over every column (terms are rows) or row (terms are columns) of a table."""

    id: str
    table: str
    over: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    text: str
    printed: bool = False
    confirmed: bool = True
    rows: tuple[str, ...] = ()

    @property
    def across_years(self) -> bool:
        """Whether a term is last year's figure."""
        return any(term.previous for term in self.left + self.right)


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation for one column or row: cell indexes on both sides. `previous` terms are refs of last year's report."""

    relation: Relation
    left: tuple[int, ...]
    right: tuple[int, ...]
    left_previous: tuple[str, ...] = ()
    right_previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the matters that section 一 is to cover, with words that show that it does."""

    id: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition of the statutory form.

    `cells` lists the statutory cells first, in the order of the form, then the cells of rows that reports print in
    their place (`Cell.variant`). `statutory` is how many belong to the form itself.
    """

    id: str
    instrument: str
    instrument_title: str
    first_year: int
    last_year: int | None
    sections: Mapping[int, str]
    aspects: tuple[Aspect, ...]
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    cells: tuple[Cell, ...]
    statutory: int
    index: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    equations: tuple[Equation, ...] = ()

    def __repr__(self) -> str:
        return f"<Edition {self.id}>"

    def cell(self, ref: str) -> Cell:
        """Return the cell of this ref.

        Raises:
            UnknownRef: this edition has no such cell.
        """
        try:
            return self.cells[self.index[ref]]
        except KeyError:
            raise UnknownRef(
                f"{self.instrument}的格式没有单元格“{ref}”",
                why="单元格的名称是“表/行/列”",
                fix=f"用 gongkai form {self.id} 查看全部单元格",
                field="ref",
            ) from None

    def table(self, table_id: str) -> Table:
        """Return the table of this id (disclosure, requests, remedies)."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise UnknownRef(f"格式中没有表“{table_id}”", field="table")

    def governs(self, year: int) -> bool:
        """Whether reports of this year use this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
