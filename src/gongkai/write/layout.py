"""The official layout of the statutory tables as a grid of boxes, the same for every format.

What a report does not have is left out: a row none of whose cells it has, a column likewise, a whole block or table.
A row printed in place of others (（六）其他处理 in one line) stands where they would. Rows and columns count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import lcm

from gongkai.form import Block, Cell, Column, Row, Table
from gongkai.report import ABSENT, Report, Value
from gongkai.write.wording import print_value


class Role(StrEnum):
    """What a box is in its table."""

    BANNER = "banner"  # the heading of a block, over its whole width
    NOTE = "note"  # the printed relation in the upper left box
    COLUMN = "column"  # a column's heading, or that of several columns
    GROUP = "group"  # the heading before several rows
    ROW = "row"  # a row's label
    FIGURE = "figure"  # a statutory cell


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the grid, with its span. `band` is the number of the block that it belongs to."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    role: Role
    band: int = 0
    cell: Cell | None = None
    value: Value = ABSENT

    @property
    def is_upright(self) -> bool:
        """Whether the text runs downwards: the heading of a long run of rows, in a narrow column."""
        return self.role is Role.GROUP and self.column == 0 and self.rows > len(self.text)

    @property
    def is_header(self) -> bool:
        """Whether the box heads columns (and is no row label or figure)."""
        return self.role in {Role.BANNER, Role.NOTE, Role.COLUMN}


@dataclass(frozen=True, slots=True)
class Grid:
    """One table laid out. `widths` are relative; `header_rows` is how many rows at the top are headings."""

    table: Table
    caption: str
    widths: tuple[float, ...]
    height: int
    header_rows: int
    boxes: tuple[Box, ...]
    bands: int = 1

    def lines(self) -> Iterator[tuple[Box, ...]]:
        """Yield the boxes that begin in each row, from left to right."""
        for row in range(self.height):
            yield tuple(sorted((box for box in self.boxes if box.row == row), key=lambda box: box.column))


@dataclass(frozen=True)
class _Content:
    """What the report has of one block: the rows and columns to print and their values."""

    block: Block
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], tuple[Cell, Value]] = field(default_factory=dict)

    def figure(self, row: Row, column: Column, at: tuple[int, int], *, columns: int = 1, band: int = 0) -> Box:
        """Return the box of one cell."""
        cell, value = self.cells[row.id, column.id]
        return Box(*at, 1, columns, print_value(value, column), Role.FIGURE, band, cell, value)


def lay_out(report: Report, table: Table) -> Grid | None:
    """Lay out one table with the report's values; None where the report has no cell of it."""
    contents = [content for block in table.blocks if (content := _content(report, table, block)).rows]
    if not contents:
        return None
    if contents[0].block.layout == "groups":
        return _grouped(table, contents[0])
    if any(column.group for column in contents[0].columns):
        return _crossed(report, table, contents[0])
    return _stacked(table, contents)


def heads_of(grid: Grid, figure: Box) -> Iterator[Box]:
    """Yield the headings of a figure, from the outside in: those over its column in its block, those before its row."""
    for box in grid.boxes:
        if box.cell is not None or box.band != figure.band or box.role is Role.NOTE:
            continue
        if box.is_header and box.column < figure.column + figure.columns and figure.column < box.column + box.columns:
            yield box
        if not box.is_header and box.row <= figure.row < box.row + box.rows:
            yield box


def _content(report: Report, table: Table, block: Block) -> _Content:
    cells = {
        (row.id, column.id): (cell, report.values[cell.index])
        for row in _rows_with_variants(block)
        for column in block.columns
        for cell in (report.edition.cell(f"{table.id}/{row.id}/{column.id}"),)
    }
    has = {key for key, (_, value) in cells.items() if value is not ABSENT}
    rows = tuple(row for row in _rows_with_variants(block) if any(key[0] == row.id for key in has))
    columns = tuple(column for column in block.columns if any(key[1] == column.id for key in has))
    return _Content(block, rows, columns, cells)


def _rows_with_variants(block: Block) -> Iterator[Row]:
    """Yield the rows of a block; a variant stands before the first row that it replaces."""
    before = {variant.replaces[0]: variant.row for variant in block.variants}
    for row in block.rows:
        if row.id in before:
            yield before[row.id]
        yield row


def _stacked(table: Table, contents: Sequence[_Content]) -> Grid:
    """Lay blocks with their own headings one below the other, all of one width (table 二)."""
    width = lcm(*(len(content.columns) for content in contents))
    boxes: list[Box] = []
    top = 0
    for band, content in enumerate(contents):
        span = width // len(content.columns)
        if content.block.heading:
            boxes.append(Box(top, 0, 1, width + 1, content.block.heading, Role.BANNER, band))
            top += 1
        boxes.append(Box(top, 0, 1, 1, "信息内容", Role.COLUMN, band))
        for number, column in enumerate(content.columns):
            boxes.append(Box(top, 1 + number * span, 1, span, column.label, Role.COLUMN, band))
        for row in content.rows:
            top += 1
            boxes.append(Box(top, 0, 1, 1, row.label, Role.ROW, band))
            boxes += (
                content.figure(row, column, (top, 1 + number * span), columns=span, band=band)
                for number, column in enumerate(content.columns)
            )
        top += 1
    header_rows = 2 if contents[0].block.heading else 1
    widths = (1.2, *[3 / width] * width)
    return Grid(table, table.label, widths, top, header_rows, tuple(boxes), len(contents))


def _crossed(report: Report, table: Table, content: _Content) -> Grid:
    """Lay grouped rows against grouped columns, with the printed relation in the corner (table 三)."""
    chains = _group_chains(content.rows)
    depth = max(map(len, chains)) + 1
    note = next((r.text for r in report.edition.relations if r.table == table.id and r.printed), "")
    corner = f"（本列数据的勾稽关系为：{note}）" if note else ""
    boxes = [
        Box(0, 0, 3, depth, corner, Role.NOTE),
        Box(0, depth, 1, len(content.columns), content.block.heading, Role.COLUMN),
        *_column_headings(content.columns, top=1, left=depth),
    ]
    for level in range(depth - 1):
        boxes += _row_groups(chains, level, top=3)
    for number, (row, chain) in enumerate(zip(content.rows, chains, strict=True)):
        left = len(chain)
        boxes.append(Box(3 + number, left, 1, depth - left, row.label, Role.ROW))
        boxes += (
            content.figure(row, column, (3 + number, depth + place)) for place, column in enumerate(content.columns)
        )
    widths = (0.45, 1.75, 3.15)[:depth] if depth <= 3 else (1.0,) * depth
    return Grid(table, table.label, (*widths, *[0.6] * len(content.columns)), 3 + len(content.rows), 3, tuple(boxes))


def _column_headings(columns: Sequence[Column], *, top: int, left: int) -> Iterator[Box]:
    """Yield two rows of column headings: a group over its columns, a column without one over both rows."""
    for number, column in enumerate(columns):
        if not column.group:
            yield Box(top, left + number, 2, 1, column.label, Role.COLUMN)
            continue
        if number == 0 or columns[number - 1].group != column.group:
            size = sum(other.group == column.group for other in columns)
            yield Box(top, left + number, 1, size, column.group, Role.COLUMN)
        yield Box(top + 1, left + number, 1, 1, column.label, Role.COLUMN)


def _group_chains(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return the groups that each row stands in, outermost first.

    A group reaches from its first row to its last; a group whose rows all lie within another's reach stands inside it.
    """
    reach: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        if row.group:
            reach[row.group] = (reach.get(row.group, (number, 0))[0], number)
    return [
        tuple(
            group
            for group, (first, last) in sorted(reach.items(), key=lambda item: item[1][0] - item[1][1])
            if first <= number <= last
        )
        for number in range(len(rows))
    ]


def _row_groups(chains: Sequence[tuple[str, ...]], level: int, *, top: int) -> Iterator[Box]:
    """Yield one box for each run of rows that share a group at this level."""
    names = [chain[level] if len(chain) > level else "" for chain in chains]
    for number, name in enumerate(names):
        if name and (number == 0 or names[number - 1] != name):
            size = next((n for n, other in enumerate(names[number:]) if other != name), len(names) - number)
            yield Box(top + number, level, size, 1, name, Role.GROUP)


def _grouped(table: Table, content: _Content) -> Grid:
    """Lay all rows side by side as headed groups of columns over one line of values (table 四)."""
    size = len(content.columns)
    boxes: list[Box] = []
    for number, row in enumerate(content.rows):
        left = number * size
        if not row.group:
            boxes.append(Box(0, left, 1, size, row.label, Role.COLUMN))
        elif number == 0 or content.rows[number - 1].group != row.group:
            same = sum(other.group == row.group for other in content.rows)
            boxes.append(Box(0, left, 1, size * same, row.group, Role.COLUMN))
        if row.group:
            boxes.append(Box(1, left, 1, size, row.label, Role.COLUMN))
        for place, column in enumerate(content.columns):
            top, rows = (2, 1) if row.group else (1, 2)
            boxes.append(Box(top, left + place, rows, 1, column.label, Role.COLUMN))
            boxes.append(content.figure(row, column, (3, left + place)))
    return Grid(table, table.label, (1.0,) * (size * len(content.rows)), 4, 3, tuple(boxes))
