"""Pages, each parted into lines of text and rows of tables, put together to what a reader sees from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.read.characters import fold
from gongkai.read.flow import Flow
from gongkai.read.glyphs import Line, paragraphs_of
from gongkai.read.labels import Kind, LabelIndex, labels
from gongkai.read.slots import Spot

_PAGE_NUMBER = re.compile(r"[\s\-—–－·.]*第?\s*\d{1,4}\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[\s\-—–－·.]*")


class TableRow(NamedTuple):
    """A row of a ruled table: the texts of its boxes and where they are."""

    cells: list[str]
    spots: list[Spot]


class TablePart(NamedTuple):
    """The rows of one table on one page."""

    rows: list[TableRow]


# The lines outside the tables of a page; and the tables, each with the height at which it begins.
LaidOut = tuple[list[Line], list[tuple[float, TablePart]]]


def flow_of_pages(laid_out: Sequence[LaidOut]) -> Flow:
    """Put pages together that are parted into lines and tables."""
    index = labels()
    flow = Flow()
    running = _running_lines([lines for lines, _ in laid_out])
    waiting: TableRow | None = None
    texts: list[Line] = []
    for lines, tables in laid_out:
        kept = [line for at, line in enumerate(lines) if not _is_margin(line, at, len(lines), running)]
        for block in _in_order(kept, tables):
            if isinstance(block, Line):
                texts.append(block)
                continue
            if texts:
                if waiting is not None:
                    _put(flow, waiting)
                    waiting = None
                flow.lines += paragraphs_of(texts)
                texts = []
            for row in block.rows:
                if waiting is not None:
                    joined = _joined_over_break(waiting, row, index) if row is block.rows[0] else None
                    if joined is not None:
                        waiting = joined
                        continue
                    _put(flow, waiting)
                waiting = row
    if waiting is not None:
        _put(flow, waiting)
    flow.lines += paragraphs_of(texts)
    return flow


def _put(flow: Flow, row: TableRow) -> None:
    flow.add_row(row.cells, row.spots)


def _in_order(lines: Sequence[Line], tables: Sequence[tuple[float, TablePart]]) -> Iterator[Line | TablePart]:
    left = list(tables)
    for line in lines:
        while left and left[0][0] <= line.top:
            yield left.pop(0)[1]
        yield line
    for _, table in left:
        yield table


def _running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the texts that stand first or last on three pages or more, digits aside."""
    ends = Counter(re.sub(r"\d+", "0", line.text) for lines in pages for line in {*lines[:1], *lines[-1:]})
    return frozenset(text for text, times in ends.items() if times >= 3)


def _is_margin(line: Line, at: int, count: int, running: frozenset[str]) -> bool:
    """Whether a line is a page number or a running head."""
    if 0 < at < count - 1:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or re.sub(r"\d+", "0", line.text) in running


def _joined_over_break(before: TableRow, after: TableRow, index: LabelIndex) -> TableRow | None:
    """Join two rows that a page break made of one: their words are a label only together."""
    places = {spot.column: at for at, spot in enumerate(before.spots)}
    if before.spots[0].page == after.spots[0].page or not {spot.column for spot in after.spots} <= places.keys():
        return None
    for cell, spot in zip(after.cells, after.spots, strict=True):
        head = before.cells[places[spot.column]]
        if not cell or not head or fold(cell).isdigit():
            continue
        whole = index.exact(head + cell)
        if whole is not None and whole.kind in (Kind.ROW, Kind.COLUMN) and index.exact(cell) != whole:
            cells = list(before.cells)
            for text, place in zip(after.cells, after.spots, strict=True):
                at = places[place.column]
                cells[at] = f"{cells[at]} {text}".strip()
            return TableRow(cells, before.spots)
    return None
