"""Tables rebuilt from their ruling lines: the boxes between them, merged where no line parts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.read.pdf_page import Ruling

_NEAR = 2.5  # lines nearer than this, in points, are one
_COVER = 0.6  # share of a box's side that a line must cover to part it from the next
_MOST_LINES = 1500
_MOST_BOXES = 20_000


class GridBox(NamedTuple):
    """A box of a table: its first row and column, how many it spans, and its edges."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    top: float
    right: float
    bottom: float


class RuledTable(NamedTuple):
    """A table's boxes, by row and column, and the positions of its lines."""

    boxes: list[GridBox]
    xs: list[float]
    ys: list[float]


def find_tables(across: Sequence[Ruling], down: Sequence[Ruling], near: float = _NEAR) -> list[RuledTable]:
    """Find the tables that horizontal and vertical lines make, from top to bottom."""
    rows, columns = _joined(across, near), _joined(down, near)
    if not rows or len(columns) < 2 or len(rows) + len(columns) > _MOST_LINES:
        return []
    tables = []
    for group_rows, group_columns in _groups(rows, columns, near):
        table = _build(group_rows, group_columns, near)
        if table is not None and len(table.boxes) > 1:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _joined(lines: Sequence[Ruling], near: float) -> list[Ruling]:
    """Join the pieces of each line that lie on the same height and touch."""
    joined: list[Ruling] = []
    for group in _bands(sorted(lines), near):
        at = sum(line.at for line in group) / len(group)
        start = end = None
        for line in sorted(group, key=lambda line: line.start):
            if start is None or end is None:
                start, end = line.start, line.end
            elif line.start <= end + near:
                end = max(end, line.end)
            else:
                joined.append(Ruling(at, start, end))
                start, end = line.start, line.end
        if start is not None and end is not None:
            joined.append(Ruling(at, start, end))
    return [line for line in joined if line.end - line.start > 2 * near]


def _bands(lines: Sequence[Ruling], near: float) -> Iterator[list[Ruling]]:
    band: list[Ruling] = []
    for line in lines:
        if band and line.at - band[0].at > near:
            yield band
            band = []
        band.append(line)
    if band:
        yield band


def _groups(
    rows: Sequence[Ruling], columns: Sequence[Ruling], near: float
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Yield the lines that hang together by crossing or touching."""
    parent = list(range(len(rows) + len(columns)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if row.start - near <= column.at <= row.end + near and column.start - near <= row.at <= column.end + near:
                parent[root(i)] = root(len(rows) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(columns):
        groups.setdefault(root(len(rows) + j), ([], []))[1].append(column)
    yield from (group for group in groups.values() if group[0] and len(group[1]) >= 2)


def _positions(values: Sequence[float], near: float) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def _build(rows: Sequence[Ruling], columns: Sequence[Ruling], near: float) -> RuledTable | None:
    """Build the boxes; a side left open (at a page's end, say) is closed by where the other lines reach."""
    tops, lefts = [line.at for line in rows], [line.at for line in columns]
    ys = _positions([*tops, min(line.start for line in columns), max(line.end for line in columns)], near)
    xs = _positions([*lefts, min(line.start for line in rows), max(line.end for line in rows)], near)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_BOXES:
        return None
    parted_right = [
        [_covers(columns, xs[c + 1], ys[r], ys[r + 1], near) for c in range(len(xs) - 1)] for r in range(len(ys) - 1)
    ]
    parted_below = [
        [_covers(rows, ys[r + 1], xs[c], xs[c + 1], near) for c in range(len(xs) - 1)] for r in range(len(ys) - 1)
    ]
    boxes: list[GridBox] = []
    taken: set[tuple[int, int]] = set()
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            if (r, c) not in taken:
                boxes.append(_box(r, c, parted_right, parted_below, xs, ys, taken))  # noqa: PERF401 - `taken` grows
    return RuledTable(boxes, xs, ys)


def _covers(lines: Sequence[Ruling], at: float, start: float, end: float, near: float) -> bool:
    """Whether lines at this position cover most of a side."""
    covered = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in lines if abs(line.at - at) <= near)
    return covered >= _COVER * (end - start)


def _box(
    row: int,
    column: int,
    parted_right: Sequence[Sequence[bool]],
    parted_below: Sequence[Sequence[bool]],
    xs: Sequence[float],
    ys: Sequence[float],
    taken: set[tuple[int, int]],
) -> GridBox:
    """Take the box that begins here: as wide as nothing parts it, then as tall as nothing parts its whole width."""
    right = column
    while right + 1 < len(xs) - 1 and not parted_right[row][right] and (row, right + 1) not in taken:
        right += 1
    bottom = row
    while bottom + 1 < len(ys) - 1 and not any(parted_below[bottom][column : right + 1]):
        below = parted_right[bottom + 1]
        if any(below[column:right]) or (right + 1 < len(xs) - 1 and not below[right]):
            break
        if any((bottom + 1, at) in taken for at in range(column, right + 1)):
            break
        bottom += 1
    taken |= {(r, c) for r in range(row, bottom + 1) for c in range(column, right + 1)}
    return GridBox(
        row, column, bottom - row + 1, right - column + 1, xs[column], ys[row], xs[right + 1], ys[bottom + 1]
    )
