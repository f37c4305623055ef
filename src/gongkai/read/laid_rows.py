"""Lines of numbers given to the rows of a table that is laid out in two dimensions.

Numbers on a line of a row's label are the row's. A line of numbers between two labels belongs to the one above or the
one below; where exactly one way to share such lines out leaves every row with the cells of its form, that is how the
table reads. Nothing else is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from gongkai.read.laid_columns import Bands, columns_of, extent
from gongkai.read.laid_lines import Figure, LaidLine, Span
from gongkai.read.values import BLANK, Seen, see

_MOST_LINES = 5
SUMMED = 5  # columns from which on the last is the sum of the others
_WRAPPED = "一格中折成几行的数合在一起，只有这样这一行各数之和相符"
_PLACED = "空格没有留下痕迹，按数字所在的列归入各格"
_ALL_BLANK = "这一行没有数字，全表其他数字都已归入各行"


class Way(Enum):
    """How a row's cells were found."""

    PRINTED = auto()  # as many numbers on a line as the form has cells
    JOINED = auto()  # numbers broken over lines, confirmed by the row's sum
    PLACED = auto()  # fewer numbers than cells, each in the column it stands in
    EMPTY = auto()  # no number at all


class CellRead(NamedTuple):
    """What stands in one cell; `seen` is `BLANK` and the text empty where nothing does."""

    text: str
    seen: Seen
    line: int
    column: int


class RowRead(NamedTuple):
    """The cells of a row, and why they are known where they are not plainly printed.

    `needs_sums` tells that the columns alone do not settle it: every sum of the table must hold.
    """

    way: Way
    cells: tuple[CellRead, ...]
    why: str = ""
    needs_sums: bool = False


@dataclass(slots=True)
class LaidRow:
    """A row of the form in a laid out table: its cells in number, its label's lines, the columns known for it."""

    width: int
    span: Span
    bands: Bands = field(default_factory=Bands)
    own: list[LaidLine] = field(default_factory=list)
    after: list[LaidLine] = field(default_factory=list)  # lines of numbers between this label and the next


def share_out(rows: Sequence[LaidRow], before: Sequence[LaidLine]) -> list[RowRead | None]:
    """Read rows that follow one another; None for those that could not be settled.

    Args:
        rows: the rows, each with the lines of its label and those after it.
        before: lines of numbers that stand above the first row's label.
    """
    found: list[RowRead | None] = []
    start = 0
    for at, row in enumerate(rows):
        if not row.after or at == len(rows) - 1:
            chain = rows[start : at + 1]
            read = _settle(chain, before if not start else ())
            found += read if read is not None else [None] * len(chain)
            start = at + 1
    return found


def _settle(rows: Sequence[LaidRow], before: Sequence[LaidLine]) -> list[RowRead] | None:
    """Share out the lines between rows in the one way that leaves each whole; if none does, with blanks."""
    if any(line.is_mixed for row in rows for line in (*row.own, *row.after)) or any(line.is_mixed for line in before):
        return None
    for ways in (frozenset({Way.PRINTED, Way.JOINED}), frozenset(Way)):
        found = _only_way(rows, before, ways)
        if found is not None:
            return found or None
    return None


def _only_way(rows: Sequence[LaidRow], before: Sequence[LaidLine], ways: frozenset[Way]) -> list[RowRead] | None:
    """Return the one reading; an empty list where there are several, None where there is none."""
    last = len(rows) - 1

    @cache
    def read(at: int, taken: int, given: int) -> RowRead | None:
        above = rows[at - 1].after if at else before
        result = read_row(rows[at], [*above[taken:], *rows[at].own, *rows[at].after[:given]])
        return result if result is not None and result.way in ways else None

    def splits(at: int) -> range:
        return range(len(rows[at].after), len(rows[at].after) + 1) if at == last else range(len(rows[at].after) + 1)

    @cache
    def count(at: int, taken: int) -> int:
        if at > last:
            return 1
        return min(2, sum(count(at + 1, given) for given in splits(at) if read(at, taken, given) is not None))

    if count(0, 0) != 1:
        return [] if count(0, 0) else None
    found: list[RowRead] = []
    taken = 0
    for at in range(len(rows)):
        for given in splits(at):
            result = read(at, taken, given)
            if result is not None and count(at + 1, given):
                found.append(result)
                taken = given
                break
    return found


def read_row(row: LaidRow, lines: Sequence[LaidLine]) -> RowRead | None:
    """Read a row from the lines of numbers given to it."""
    filled = [line for line in lines if line.figures]
    if not filled:
        blank = CellRead("", BLANK, row.own[0].number if row.own else 0, 1)
        return RowRead(Way.EMPTY, (blank,) * row.width, _ALL_BLANK)
    if len(filled) == 1 and any(figure.seen is None for figure in filled[0].figures):
        return None
    if len(filled) == 1 and len(filled[0].figures) == row.width:
        return RowRead(Way.PRINTED, tuple(_cell(figure) for figure in filled[0].figures))
    if len(filled) == 1 and len(filled[0].figures) < row.width:
        return _placed(row, filled[0])
    if 1 < len(filled) <= _MOST_LINES and row.width >= SUMMED:
        return joined(row.width, filled)
    return None


def _cell(figure: Figure) -> CellRead:
    return CellRead(figure.text, figure.seen or BLANK, figure.line, figure.start + 1)


def _placed(row: LaidRow, line: LaidLine) -> RowRead | None:
    """Place the numbers of a line by the columns they stand in."""
    bands = row.bands
    if len(bands.extents) != row.width or (line not in row.own and not bands.is_sure):
        return None
    has_nought = any(not figure.seen or not figure.seen.number.strip("0") for figure in line.figures)
    is_tight = line.is_tight and not bands.is_exact
    if has_nought and (is_tight or not bands.is_sure):
        return None  # a nought in a wrong column would break no sum
    cells = [CellRead("", BLANK, line.number, 1)] * row.width
    last = -1
    for figure in line.figures:
        start, end = extent(figure, is_shown=bands.is_shown)
        inside = [at for at, (left, right) in enumerate(bands.extents) if start < right and left < end]
        if len(inside) != 1 or inside[0] <= last:
            return None
        last = inside[0]
        cells[last] = _cell(figure)
    if row.width >= SUMMED and not all(map(_may_sum, groups_of(cells))):
        return None
    return RowRead(Way.PLACED, tuple(cells), _PLACED, needs_sums=is_tight or not bands.is_whole)


def groups_of(cells: Sequence[CellRead]) -> list[Sequence[CellRead]]:
    """Part a row into what has a total of its own: the whole row, or the three groups of a line of fifteen."""
    size = SUMMED if len(cells) == 3 * SUMMED else len(cells)
    return [cells[at : at + size] for at in range(0, len(cells), size)]


def _may_sum(cells: Sequence[CellRead]) -> bool:
    """Whether the total is the sum, or one of the two is left blank."""
    return not cells[-1].seen.number or not any(cell.seen.number for cell in cells[:-1]) or sums(cells)


def sums(cells: Sequence[CellRead]) -> bool:
    """Whether the last number is the sum of the others."""
    numbers = [cell.seen.number or "0" for cell in cells]
    return all(number.isdigit() for number in numbers) and sum(map(int, numbers[:-1])) == int(numbers[-1])


def joined(width: int, lines: Sequence[LaidLine]) -> RowRead | None:
    """Join what stands under each other on several lines, where that gives every cell and the row's sum confirms it."""
    found = [cells for is_shown in (False, True) if (cells := _stacked(width, lines, is_shown=is_shown)) is not None]
    found = [cells for cells in found if _confirmed(cells)]
    if not found or any([c.text for c in cells] != [c.text for c in found[0]] for cells in found):
        return None
    return RowRead(Way.JOINED, tuple(found[0]), _WRAPPED)


def _confirmed(cells: Sequence[CellRead]) -> bool:
    """Whether each group of cells (one, or the three of a line of fifteen) sums up, and not all to nothing."""
    return all(map(sums, groups_of(cells))) and any(cell.seen.number.strip("0") for cell in cells)


def _stacked(width: int, lines: Sequence[LaidLine], *, is_shown: bool) -> list[CellRead] | None:
    columns = columns_of([figure for line in lines for figure in line.figures], is_shown=is_shown)
    if len(columns) != width or not _is_one_row(width, lines):
        return None
    cells = []
    for column in columns:
        if len({figure.line for figure in column}) < len(column) or not _may_be_broken(column):
            return None
        text = "".join(figure.text for figure in column)
        seen = see(text)
        if seen is None or seen.doubtful:
            return None
        cells.append(CellRead(text, seen, column[0].line, column[0].start + 1))
    return cells


def _is_one_row(width: int, lines: Sequence[LaidLine]) -> bool:
    """Whether no line may be a row by itself: two whole lines are two rows, even where their digits joined sum up."""
    whole = [line for line in lines if len(line.figures) == width]
    if any(figure.seen is None for line in lines for figure in line.figures):
        return len(whole) < 2
    return not whole or (len(whole) == 1 and not sums([_cell(figure) for figure in whole[0].figures]))


def _may_be_broken(column: Sequence[Figure]) -> bool:
    """Whether these may be the pieces of one number: each line but the last is full, and none begins with a nought."""
    texts = [figure.text for figure in column]
    return len(texts) == 1 or (texts[0][0] != "0" and all(len(a) >= len(b) for a, b in pairwise(texts)))
