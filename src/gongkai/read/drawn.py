"""Tables drawn with characters, as converters to plain text leave them: +---+ grids, and columns under dashes.

The drawing says where each column begins and ends, so that an empty cell is seen to be empty and a number broken over
lines is seen to be one. A table whose text does not keep to its drawing is left to the reader of flattened text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.read.flow import Flow
from gongkai.read.slots import Spot

_GRID_RULE = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_COLUMN_RULE = re.compile(r"^\s*-{3,}(?: +-{2,})+\s*$")
_LONG_RULE = re.compile(r"^\s*-{8,}\s*$")
_ANY = re.compile(r"^[ \t]*(?:\+(?:[-=:]+\+)+|-{3,}(?: +-{2,})+)[ \t]*$", re.MULTILINE)
_RUN = re.compile(r"-+")
_LONGEST_TABLE = 4000
_MOST_COLUMNS = 64


class _Cell(NamedTuple):
    """The pieces of one cell, one a line, and whether each fills the column."""

    text: str
    is_full: bool


class _Row(NamedTuple):
    cells: list[list[_Cell]]
    line: int


def has_drawn_tables(text: str) -> bool:
    """Whether a text holds a table drawn with characters."""
    return _ANY.search(text) is not None


def flow_of_drawn(text: str) -> Flow:
    """Part a text into its drawn tables and the other lines."""
    flow = Flow()
    lines = text.splitlines()
    at = tables = 0
    while at < len(lines):
        found = _grid_at(lines, at) or _columns_at(lines, at)
        if found is None:
            flow.add_line(lines[at])
            at += 1
            continue
        rows, starts, at = found
        tables += 1
        for number, row in enumerate(rows, 1):
            cells = [_joined(cell) for cell in row.cells]
            flow.add_row(cells, [Spot(row.line, start + 1, None, tables, number) for start in starts])
    return flow


_Found = tuple[list[_Row], list[int], int]


def _grid_at(lines: Sequence[str], at: int) -> _Found | None:
    """Read a grid that begins here: rules between all rows, bars between all columns."""
    if not _GRID_RULE.match(lines[at]):
        return None
    shape = lines[at].strip()
    indent = lines[at].index("+")
    if shape.count("+") > _MOST_COLUMNS:
        return None
    widths = [len(piece) for piece in shape.strip("+").split("+")]
    starts = [indent + 1 + sum(widths[:k]) + k for k in range(len(widths))]
    rows: list[_Row] = []
    row = _Row([[] for _ in widths], at + 2)
    end = at + 1
    while end < len(lines) and end - at < _LONGEST_TABLE and lines[end].strip()[:1] in {"|", "+"}:
        line = lines[end].strip()
        if _GRID_RULE.match(line):
            if line.count("+") != len(widths) + 1:
                return None
            rows.append(row)
            row = _Row([[] for _ in widths], end + 2)
        else:
            pieces = line.split("|")[1:-1]
            if len(pieces) != len(widths) or "+--" in line:
                return None
            for cell, piece, width in zip(row.cells, pieces, widths, strict=True):
                _add(cell, piece, width - 2)
        end += 1
    return (rows, starts, end) if rows and not any(row.cells[0]) else None


def _columns_at(lines: Sequence[str], at: int) -> _Found | None:
    """Read columns under dashes that begin here, with a head above the dashes or none."""
    rule = at
    while rule < len(lines) and rule - at < 12 and not _COLUMN_RULE.match(lines[rule]):
        if rule == at and not (
            _LONG_RULE.match(lines[at]) or (at + 1 < len(lines) and _COLUMN_RULE.match(lines[at + 1]))
        ):
            return None
        rule += 1
    if rule >= len(lines) or not _COLUMN_RULE.match(lines[rule]):
        return None
    spans = [match.span() for match in _RUN.finditer(lines[rule])]
    if len(spans) > _MOST_COLUMNS:
        return None
    end, is_spaced = _end_of_columns(lines, rule + 1)
    head = [(number, lines[number]) for number in range(at, rule) if not _LONG_RULE.match(lines[number])]
    body = [(number, lines[number]) for number in range(rule + 1, end) if not _LONG_RULE.match(lines[number])]
    rows: list[_Row] = []
    for group in [head, *_grouped(body, is_spaced)]:
        row = _sliced(group, spans)
        if row is None:
            return None
        if any(row.cells):
            rows.append(row)
    return rows, [start for start, _ in spans], end


def _end_of_columns(lines: Sequence[str], start: int) -> tuple[int, bool]:
    """Return where the table ends, and whether empty lines part its rows."""
    for number in range(start, min(len(lines), start + _LONGEST_TABLE)):
        if _LONG_RULE.match(lines[number]) or _COLUMN_RULE.match(lines[number]):
            between = lines[start:number]
            return number + 1, any(not line.strip() for line in between[:-1])
        if number + 1 < len(lines) and not lines[number].strip() and not lines[number + 1].startswith("  "):
            return number, False
    return min(len(lines), start + _LONGEST_TABLE), False


def _grouped(body: Sequence[tuple[int, str]], is_spaced: bool) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    for number, line in body:
        if line.strip():
            group.append((number, line))
        if group and (not is_spaced or not line.strip()):
            yield group
            group = []
    if group:
        yield group


def _sliced(group: Sequence[tuple[int, str]], spans: Sequence[tuple[int, int]]) -> _Row | None:
    """Cut the lines of one row at its columns; None where a text runs over a column's edge."""
    row = _Row([[] for _ in spans], group[0][0] + 1 if group else 0)
    edges = [*(start for start, _ in spans), 1 << 30]
    for _, line in group:
        pieces = [""] * len(spans)
        place = 0
        for character in line:
            wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if not character.isspace():
                column = next((k for k in range(len(spans)) if edges[k] <= place < edges[k + 1]), None)
                if column is None or (place >= spans[column][1] and column < len(spans) - 1):
                    return None
                pieces[column] += character
            elif pieces and (column := next((k for k, (a, b) in enumerate(spans) if a <= place < b), None)) is not None:
                pieces[column] += " "
            place += wide
        for cell, piece, (start, stop) in zip(row.cells, pieces, spans, strict=True):
            _add(cell, piece, stop - start)
    return row


def _add(cell: list[_Cell], piece: str, width: int) -> None:
    text = piece.strip()
    if text:
        used = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
        cell.append(_Cell(text, used >= width))


def _joined(pieces: Sequence[_Cell]) -> str:
    """Join the pieces of a cell; digits on two lines are one number only where the first line was full."""
    text = ""
    is_full = True
    for piece in pieces:
        if text and not is_full:
            text += " "
        text += piece.text
        is_full = piece.is_full or not (piece.text[-1].isdigit() or piece.text[-1] in ".,")
    return text
