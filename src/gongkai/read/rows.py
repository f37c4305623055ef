"""Which of the tokens after a row's label are its cells.

A row whose number of tokens fits the form is read as it stands. Else the layout that the other rows of the table show
decides, then the form's arithmetic; where more than one reading is left, the row is unread. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from gongkai.read.characters import fold
from gongkai.read.extents import band, extent
from gongkai.read.labels import LabelIndex
from gongkai.read.slots import Slot, Spot, Token, TokenKind
from gongkai.read.values import BLANK, Seen

_PAGE_NUMBER = re.compile(r"[\s\-—–·第]*\d{1,3}[\s\-—–·页]*(?:/\s*\d+)?")
_MOST_TOKENS = 60


@dataclass(slots=True)
class RowReading:
    """The tokens taken for a row's cells, one each; or, where that could not be settled, why."""

    tokens: list[Token] = field(default_factory=list)
    why: str = ""
    recovered: str = ""

    @property
    def is_read(self) -> bool:  # noqa: D102
        return not self.why


@dataclass(slots=True)
class _Body:
    """The tokens of a slot that may be cells, in order, without words."""

    slot: Slot
    width: int
    tokens: list[Token]

    @property
    def cells(self) -> list[Token]:
        return [token for token in self.tokens if token.kind is not TokenKind.GAP]

    @property
    def numbers(self) -> list[Token]:
        return [token for token in self.tokens if token.kind is TokenKind.VALUE]

    @property
    def own_line(self) -> list[Token]:
        return self.cells[: self.slot.same_line]


def has_cells(slot: Slot) -> bool:
    """Whether anything after the label may be a cell."""
    return any(token.kind in (TokenKind.VALUE, TokenKind.BLANK) for token in slot.tokens)


def read_rows(slots: Sequence[tuple[Slot, int]], index: LabelIndex) -> list[RowReading]:
    """Read the rows of one table.

    Args:
        slots: each slot with the number of cells that its row has.
        index: the labels of the form.
    """
    bodies = [_Body(slot, width, _body(slot, width, index)) for slot, width in slots]
    readings = [_read_ruled(body) or _read_plain(body) for body in bodies]
    if any(not reading.is_read for reading in readings):
        layout = _Layout(bodies, readings)
        for number, (body, reading) in enumerate(zip(bodies, readings, strict=True)):
            if not reading.is_read:
                readings[number] = layout.read(body) or reading
    return readings


def _body(slot: Slot, width: int, index: LabelIndex) -> list[Token]:
    """Drop the rest of the label and page numbers; end at any other words."""
    body: list[Token] = []
    for token in slot.tokens:
        if token.kind is TokenKind.WORDS:
            if _PAGE_NUMBER.fullmatch(token.text):
                continue
            if index.is_part(fold(token.text), slot.label):
                continue
            break
        body.append(token)
        if len(body) > _MOST_TOKENS + width:
            break
    return body


def _read_ruled(body: _Body) -> RowReading | None:
    """Read a row of a real table with words in some cell: that one is unread, the others are what they are."""
    tokens = body.slot.tokens
    if len(tokens) < body.width or body.slot.same_line >= body.width or tokens[0].spot.table is None:
        return None
    row = [token for token in tokens if token.spot[3:5] == tokens[0].spot[3:5]]
    return RowReading(row) if len(row) == body.width and 2 * body.slot.same_line >= body.width else None


def _read_plain(body: _Body) -> RowReading:
    """Read a row that fits the form as it stands."""
    width, numbers, cells = body.width, body.numbers, body.cells
    own = body.own_line
    if len(own) >= width:
        own_numbers = [token for token in own if token.kind is TokenKind.VALUE]
        if len(own_numbers) == width:
            return RowReading(own_numbers)
        if len(own) == width or not own_numbers:
            return RowReading(own[:width])
        return RowReading(why=f"这一行有{len(own)}格，表格应有{width}格，无法确定数字属于哪一格")
    if len(numbers) == width:
        return RowReading(numbers)
    if own and not numbers[len(own) :] and len(numbers) < width and not _is_column_of_cells(body):
        return RowReading(why=_too_few(len(numbers), width))
    if len(numbers) < width <= len(cells) and not own:
        first = cells[:width]
        if all(token.kind is TokenKind.BLANK for token in cells[width:]):
            return RowReading(first)
    if len(numbers) > width:
        return RowReading(why=f"这一行有{len(numbers)}个数，表格只有{width}格")
    return RowReading(why=_too_few(len(numbers), width))


def _is_column_of_cells(body: _Body) -> bool:
    return len({token.spot.line or token.spot.row for token in body.cells}) > 2


def _too_few(found: int, width: int) -> str:
    if not found:
        return "这一行没有数字，空格也没有保留下来，无法确定是空白还是丢失"
    return f"这一行只有{found}个数，表格应有{width}格，空格没有保留下来，无法确定数字属于哪一格"


class _Layout:
    """What the rows that were read show about the layout of their table."""

    def __init__(self, bodies: Sequence[_Body], readings: Sequence[RowReading]) -> None:
        self._starts: dict[int, set[int]] = {}  # by width: the cell of the line at which whole rows begin
        self._places: dict[tuple[int, int], set[tuple[int, ...]]] = {}  # by width and cells in the line
        self._full: list[list[Token]] = []
        for body, reading in zip(bodies, readings, strict=True):
            places = self._full_places(body)
            if places:
                self._places.setdefault((body.width, len(body.own_line)), set()).add(places)
                if places[-1] - places[0] == body.width - 1:
                    self._starts.setdefault(body.width, set()).add(body.slot.index + 1 + places[0])
            if reading.is_read and len(body.numbers) == body.width and body.width > 1:
                self._full.append(reading.tokens)
        self._gaps_are_cells = self._gaps_stand_for_cells(bodies)

    def read(self, body: _Body) -> RowReading | None:
        """Read a row by the layout, or return None."""
        return (
            self._read_windows(body)
            or self._read_positions(body)
            or self._read_gaps(body)
            or _read_run_together(body)
            or _read_intruders(body)
        )

    @staticmethod
    def _full_places(body: _Body) -> tuple[int, ...]:
        """Return where in its line the cells of a row stand, if the row itself shows it; else nothing."""
        own = body.own_line
        if len(own) == body.width:
            return tuple(range(body.width))
        numbered = tuple(at for at, token in enumerate(own) if token.kind is TokenKind.VALUE)
        return numbered if len(numbered) == body.width else ()

    def _read_windows(self, body: _Body) -> RowReading | None:
        """Read a line of too many cells as the whole rows of the table are laid out; without any, not at all.

        Empty cells may stand before a row's cells, behind them or, where a cell spans several, between them.
        """
        own = body.own_line
        known = self._places.get((body.width, len(own)), set())
        starts = self._starts.get(body.width, set())
        if len(known) == 1:
            places = next(iter(known))
        elif not known and len(starts) == 1:
            first = next(iter(starts)) - body.slot.index - 1
            places = tuple(range(first, first + body.width))
        else:
            return None
        if places[0] < 0 or places[-1] >= len(own):
            return None
        if any(token.kind is TokenKind.VALUE for at, token in enumerate(own) if at not in places):
            return None
        row = [own[at] for at in places]
        if not known and body.width > 4 and row[-1].kind is TokenKind.BLANK and any(t.text for t in row):
            return None  # numbers without their total: the row may begin one cell further to the left
        return RowReading(row)

    def _read_positions(self, body: _Body) -> RowReading | None:
        """Place numbers by the columns in which the numbers of full rows stand (text laid out with spaces)."""
        tokens = body.numbers
        if not tokens or len(self._full) < 2 or len(tokens) >= body.width or len(body.cells) != len(tokens):
            return None
        full = [row for row in self._full if len(row) == body.width and _on_one_line(row)]
        if len(full) < 2 or not _on_one_line(tokens):
            return None
        bands = [band([row[k] for row in full]) for k in range(body.width)]
        if any(left[1] + 1 >= right[0] for left, right in zip(bands, bands[1:], strict=False)):
            return None
        placed: dict[int, Token] = {}
        for token in tokens:
            start, end = extent(token)
            inside = [k for k, (left, right) in enumerate(bands) if start <= right + 1 and left - 1 <= end]
            if len(inside) != 1 or inside[0] in placed:
                return None
            placed[inside[0]] = token
        return RowReading([placed.get(k) or _empty(tokens[0].spot) for k in range(body.width)])

    @staticmethod
    def _gaps_stand_for_cells(bodies: Sequence[_Body]) -> bool:
        """Whether empty lines are empty cells: never between the numbers of a full row, and enough in every other."""
        short = 0
        for body in bodies:
            kinds = [token.kind for token in body.tokens]
            if TokenKind.BLANK in kinds or body.own_line:
                return False
            if len(body.numbers) >= body.width:
                first, last = _ends(kinds)
                if TokenKind.GAP in kinds[first:last]:
                    return False
            elif len(kinds) < body.width or kinds[body.width :].count(TokenKind.VALUE):
                return False
            else:
                short += 1
        return short > 0

    def _read_gaps(self, body: _Body) -> RowReading | None:
        if not self._gaps_are_cells or len(body.tokens) < body.width:
            return None
        return RowReading(body.tokens[: body.width], recovered="空行按空白单元格计：全表各行的行数都与格数相符")


def _ends(kinds: Sequence[TokenKind]) -> tuple[int, int]:
    values = [at for at, kind in enumerate(kinds) if kind is TokenKind.VALUE]
    return values[0], values[-1]


def _on_one_line(tokens: Sequence[Token]) -> bool:
    return len({t.spot.line for t in tokens}) == 1 and tokens[0].spot.line is not None


def _empty(spot: Spot) -> Token:
    return Token(TokenKind.BLANK, "", BLANK, Spot(line=spot.line, page=spot.page, table=spot.table, row=spot.row))


def _balances(row: Sequence[int]) -> bool:
    """Whether the last number is the sum of the others."""
    return sum(row[:-1]) == row[-1]


def _read_run_together(body: _Body) -> RowReading | None:
    """Split digits that stand without anything between them, where exactly one split is possible or balances."""
    if len(body.numbers) != 1 or body.width == 1 or body.cells[1:]:
        return None
    token = body.numbers[0]
    digits = token.seen.number if token.seen else ""
    if not digits.isdigit() or len(digits) < body.width:
        return None
    splits = list(_splits(digits, body.width))
    if len(splits) > 1 and body.width >= 5:
        splits = [split for split in splits if _balances([int(piece) for piece in split])]
    if len(splits) != 1:
        return None
    pieces = [Token(TokenKind.VALUE, piece, Seen(piece), token.spot) for piece in splits[0]]
    return RowReading(pieces, recovered=f"“{token.text}”各数之间没有间隔，只有一种分法与格数相符")


def _splits(digits: str, width: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut digits into numbers without leading zeros, at most some hundreds of them."""
    if len(digits) > width + 14:
        return
    for cuts in combinations(range(1, len(digits)), width - 1):
        edges = (0, *cuts, len(digits))
        pieces = tuple(digits[a:b] for a, b in zip(edges, edges[1:], strict=False))
        if all(piece == "0" or piece[0] != "0" for piece in pieces):
            yield pieces


def _read_intruders(body: _Body) -> RowReading | None:
    """Leave out one number too many (a page number), where exactly one reading balances."""
    numbers = body.numbers
    if len(numbers) != body.width + 1 or body.width < 5 or len(body.cells) != len(numbers):
        return None
    if any(token.seen is None or not token.seen.number.isdigit() for token in numbers):
        return None
    counts = [int(token.seen.number) if token.seen else 0 for token in numbers]
    kept = {}
    for drop in range(len(numbers)):
        row = counts[:drop] + counts[drop + 1 :]
        if _balances(row):
            kept[tuple(row)] = numbers[:drop] + numbers[drop + 1 :]
    if len(kept) != 1:
        return None
    return RowReading(next(iter(kept.values())), recovered="行中多出一个数（如页码），只有去掉它各数才平衡")
