"""Whether the numbers after a label can be taken for its row's, in a text that may have lost its tables' order.

Some converters put a table's columns, or the two lines of a wrapped number, one after the other. Numbers then pile up
after some labels and are wanting after others, and a row that seems whole may hold another row's numbers. Such a row is
left unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.read.extents import extent
from gongkai.read.rows import RowReading
from gongkai.read.slots import Slot, Token, TokenKind

_FEWEST_STRAYS = 2
_BROKEN = re.compile(r"\d{1,3}(?:,\d{3})*,\d{0,2}")  # what is left of a number broken over two lines
_SKEW = 3  # columns by which a converter may set two lines apart
_DISORDER = "这一表的数字与行的次序在转换中打乱了，无法确定数字属于哪一行"
_TORN = "这一行的数字散在几行里，无法确定它们的次序"
_WRAPPED = "这一行的数字下面紧接着还有数字，可能是一个数折成了两行，无法确定"


def withhold(slots: Sequence[tuple[Slot, int]], readings: list[RowReading], orphans: Sequence[Token] = ()) -> None:
    """Make unread the rows of a table whose numbers may not be theirs.

    Args:
        slots: the rows of one table, each with the number of its cells.
        readings: what was read of them; changed in place.
        orphans: the numbers that stood between the table's head and its first row.
    """
    if not orphans and all(len(slot.tokens) == slot.same_line for slot, _ in slots):
        return
    strays = surplus = len(orphans)
    lacking = False
    astray: list[int] = []
    above: list[Token] = []
    for at, ((slot, width), reading) in enumerate(zip(slots, readings, strict=True)):
        cells = [token for token in slot.tokens if token.kind in (TokenKind.VALUE, TokenKind.BLANK)]
        numbers = sum(token.kind is TokenKind.VALUE for token in cells)
        before = surplus
        broken = [t._replace(kind=TokenKind.VALUE) for t in slot.tokens if _BROKEN.fullmatch(t.text) and not t.seen]
        above, last = [*cells[slot.same_line :], *broken], above
        if not (reading.is_read and (reading.recovered or slot.same_line >= width)):
            strays += max(0, numbers - width)
            surplus += numbers - width
        lacking = lacking or (not reading.is_read and numbers < width)
        if not reading.is_read:
            continue
        if slot.same_line >= width:
            over = [token for token in (*last, *orphans) if token.spot.line == slot.line - 1]
            around = [*cells[slot.same_line :], *(over if len(over) < width else ())]
            if _is_wrapped(reading.tokens, around):
                readings[at] = RowReading(why=_WRAPPED)
        elif is_torn(reading.tokens):
            readings[at] = RowReading(why=_TORN)
        elif before or surplus or not adds_up(reading.tokens):
            astray.append(at)
    if lacking and (strays >= _FEWEST_STRAYS or orphans):
        for at in astray:
            readings[at] = RowReading(why=_DISORDER)


def is_torn(tokens: Sequence[Token]) -> bool:
    """Whether a row's numbers stand in several lines with several in one of them: neither a row nor a cell a line."""
    lines = {token.spot.line for token in tokens if token.spot.table is None}
    return 1 < len(lines) < len(tokens)


def adds_up(tokens: Sequence[Token]) -> bool:
    """Whether the last number of a long row is the sum of the others."""
    if len(tokens) < 5:
        return True
    counts = [int(t.seen.number) if t.seen and t.seen.number.isdigit() else 0 for t in tokens]
    return sum(counts[:-1]) == counts[-1]


def _is_wrapped(own: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether a number on the lines around stands over or under one of the row's own, as the rest of it would."""
    extents = [extent(token) for token in own if token.seen and token.seen.number.strip("0")]
    for token in following:
        if token.kind is not TokenKind.VALUE or token.spot.line is None:
            continue
        start, end = extent(token)
        if any(start <= right + _SKEW and left - _SKEW <= end for left, right in extents):
            return True
    return False
