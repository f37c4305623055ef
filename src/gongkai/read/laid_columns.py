"""The columns of a table laid out in two dimensions, learnt from where its numbers and its heads stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.read.laid_lines import Figure, LaidLine, Piece

_NO_BAND = (-1, -1)
_MOST_PADDING = 2
_MANY = 8
_OPEN = 99  # how far the last column may reach


class Bands(NamedTuple):
    """The columns of a part of a table: the extent of each, in characters or in displayed columns.

    `is_sure`: they hold every number of the part. `is_whole`: some line has a number in each of them.
    `is_exact`: every number begins where its column's head does.
    """

    extents: tuple[tuple[int, int], ...] = ()
    is_shown: bool = False
    is_sure: bool = False
    is_whole: bool = False
    is_exact: bool = False


def extent(figure: Figure, *, is_shown: bool) -> tuple[int, int]:
    """Return where a figure begins and ends, in characters or in displayed columns."""
    return (figure.shown, figure.shown_end) if is_shown else (figure.start, figure.end)


def columns_of(figures: Sequence[Figure], *, is_shown: bool) -> list[list[Figure]]:
    """Part figures into columns: those whose extents overlap stand in one. Each column is from top to bottom."""
    columns: list[list[Figure]] = []
    reach = -1
    for figure in sorted(figures, key=lambda figure: extent(figure, is_shown=is_shown)):
        start, end = extent(figure, is_shown=is_shown)
        if start < reach:
            columns[-1].append(figure)
        else:
            columns.append([figure])
        reach = max(reach, end)
    return [sorted(column, key=lambda figure: figure.line) for column in columns]


def bands_of(lines: Sequence[LaidLine], width: int, heads: Sequence[Sequence[Piece]] = ()) -> Bands:
    """Learn the columns of a part of a table from its lines of numbers; none where they are not clear.

    Where no line has a number in each column, many lines must show the columns, or the heads must stand over them.
    Columns are sure only where no number may have been pushed aside by what stands before it.
    """
    is_loose = all(b.start - a.end > 1 for line in lines for a, b in pairwise(line.figures))
    full = [line for line in lines if len(line.figures) == width]
    for chosen, is_sure in ((lines, True), (full if len(full) > 1 else [], False)):
        for is_shown in (False, True):
            columns = columns_of([figure for line in chosen for figure in line.figures], is_shown=is_shown)
            if len(columns) != width or width == 1:
                continue
            extents = tuple(_band(column, is_shown=is_shown) for column in columns)
            if full or _are_many(lines, columns) or any(_are_over(row, extents, is_shown=is_shown) for row in heads):
                return Bands(extents, is_shown, is_sure and is_loose, bool(full) and is_loose)
    return Bands()


def _are_many(lines: Sequence[LaidLine], columns: Sequence[Sequence[Figure]]) -> bool:
    return len(lines) >= _MANY and all(len(column) > 1 for column in columns)


def _are_over(heads: Sequence[Piece], extents: Sequence[tuple[int, int]], *, is_shown: bool) -> bool:
    """Whether each head stands over its own column."""
    wide = 2 if is_shown else 1
    starts = [head.shown if is_shown else head.start for head in heads]
    return all(
        start < right and left < start + wide * len(head.words)
        for start, head, (left, right) in zip(starts, heads, extents, strict=True)
    )


def bands_under(heads: Sequence[int], lines: Sequence[LaidLine]) -> Bands:
    """Take the columns in which the heads begin, where every number begins exactly under one of them."""
    starts = {figure.shown for line in lines for figure in line.figures}
    for padding in range(_MOST_PADDING + 1):
        edges = [head + padding for head in heads]
        if starts and starts <= set(edges):
            extents = tuple(zip(edges, [*edges[1:], edges[-1] + _OPEN], strict=True))
            return Bands(extents, is_shown=True, is_sure=True, is_whole=True, is_exact=True)
    return Bands()


def only_last(heads: Sequence[Piece], lines: Sequence[LaidLine], width: int) -> Bands:
    """Take the one column that has numbers for the last, where it stands as far right as the last head."""
    figures = [figure for line in lines for figure in line.figures]
    for is_shown in (False, True):
        columns = columns_of(figures, is_shown=is_shown)
        starts = [head.shown if is_shown else head.start for head in heads]
        if len(columns) == 1 and starts and (band := _band(columns[0], is_shown=is_shown))[0] >= max(starts) - 2:
            return Bands((*[_NO_BAND] * (width - 1), band), is_shown, is_sure=True)
    return Bands()


def _band(column: Sequence[Figure], *, is_shown: bool) -> tuple[int, int]:
    extents = [extent(figure, is_shown=is_shown) for figure in column]
    return min(start for start, _ in extents), max(end for _, end in extents)
