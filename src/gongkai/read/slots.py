"""Rows as they stand in the file: a row's label and what follows it, before anything is taken for a cell.

`Collector` takes cells in reading order, from any format, and finds by the words of the form where each row begins. What
follows a row's label, up to the next words of the form, is the row's slot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from gongkai.form import editions
from gongkai.read.characters import fold
from gongkai.read.labels import Kind, Label, LabelIndex
from gongkai.read.values import BLANK, Seen, see

_TABLE_ZONES = (0, 2, 3, 4)
_LONGEST_LABEL = 120


class TokenKind(Enum):
    """What follows a label."""

    VALUE = auto()  # a number, or a mark of a blank
    BLANK = auto()  # an empty cell
    GAP = auto()  # an empty line, which may be an empty cell or nothing
    WORDS = auto()  # anything else


class Spot(NamedTuple):
    """Where a token stands: line and column of a text; or page, table, row and column of a table, with its box."""

    line: int | None = None
    column: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    box: tuple[float, float, float, float] | None = None


class Token(NamedTuple):
    """One cell's text after a label."""

    kind: TokenKind
    text: str
    seen: Seen | None
    spot: Spot


@dataclass(slots=True)
class Slot:
    """A row's label and the tokens after it. `line` is the number of the line or table row of the label."""

    label: Label
    line: int
    index: int = 0  # which cell of its line or table row the label is, from 0
    tokens: list[Token] = field(default_factory=list)
    same_line: int = 0  # how many of the tokens stand in the label's own line or table row

    @property
    def numbers(self) -> list[Token]:
        """The tokens that are numbers or marks of a blank."""
        return [token for token in self.tokens if token.kind is TokenKind.VALUE]


class Collector:
    """Collects slots from cells in reading order."""

    def __init__(self, index: LabelIndex) -> None:
        self.slots: list[Slot] = []
        self.columns: list[Label] = []
        self.zone = 0
        self._index = index
        self._grouped = {
            table.id: table.section
            for edition in editions().values()
            for table in edition.tables
            if any(block.layout == "groups" for block in table.blocks)
        }
        self._open: Slot | None = None
        self._pending: list[str] = []
        self._last_row: Label | None = None
        self.orphans: dict[int, list[Token]] = {}  # by section, the numbers between a table's head and its first row
        self._in_head = False  # whether the last words of the form were a column's

    def enter_section(self, number: int) -> None:
        """Note that a section heading was passed; a narrative section has no rows."""
        self.zone = number
        self.close()
        self._last_row = None
        for table, section in self._grouped.items():
            if section == number:
                # The heads of this table may be lost or broken: its one line of values can stand anywhere below.
                self._open_slot(Label(Kind.COLUMN, table, "", section=number), 0, 0)

    def close(self) -> None:
        """End the open slot: what follows belongs to no row."""
        self._open = None
        self._pending.clear()

    def add_gap(self, line: int) -> None:
        """Take an empty line."""
        if self._open is not None:
            self._open.tokens.append(Token(TokenKind.GAP, "", BLANK, Spot(line, 1)))

    def add(self, text: str, spot: Spot, line: int, index: int = 0) -> None:
        """Take one cell: its text, where it stands, and which cell of which line or table row it is."""
        seen = see(text)
        if seen is None:
            self._add_words(text, spot, line, index)
            return
        slot = self._open
        if slot is None:
            if text and self._in_head:
                self.orphans.setdefault(self.zone, []).append(Token(TokenKind.VALUE, text, seen, spot))
            return
        slot.tokens.append(Token(TokenKind.VALUE if text else TokenKind.BLANK, text, seen, spot))
        if line == slot.line:
            slot.same_line += 1

    def _add_words(self, text: str, spot: Spot, line: int, index: int) -> None:
        label = self._find(text)
        if label is None:
            if self._open is not None:
                self._open.tokens.append(Token(TokenKind.WORDS, text, None, spot))
            elif text[:1].isdigit():  # the first line of a number broken after its comma (14,56)
                self.orphans.setdefault(self.zone, []).append(Token(TokenKind.VALUE, text, None, spot))
            return
        if label.section:
            self.zone = label.section
        self._in_head = label.kind is Kind.COLUMN
        if label.kind is Kind.ROW:
            self._last_row = label
            self._open_slot(label, line, index)
            return
        if label.kind is Kind.COLUMN:
            self.columns.append(label)
        self.close()
        if label.kind is Kind.COLUMN and label.table in self._grouped:
            # One line of values stands under headed groups of columns: what follows may be that line.
            last = self._last_row if self._last_row and self._last_row.table == label.table else label
            self._open_slot(last, line, index)

    def _open_slot(self, label: Label, line: int, index: int) -> None:
        self._pending.clear()
        self._open = Slot(label, line, index)
        self.slots.append(self._open)

    def _find(self, text: str) -> Label | None:
        """Find the label of a cell, joined with the words before it where a label was cut over lines."""
        table_zone = self.zone in _TABLE_ZONES
        label = self._index.exact(text) if len(text) <= _LONGEST_LABEL else None
        if label is None and table_zone and len(text) <= 60:
            label = self._join(text) or (self._index.find(text) if self.zone else None)
        if label is not None and label.vague and not self._follows(label):
            return None
        if label is not None and not table_zone and not _is_unmistakable(label, text):
            return None
        return label

    def _join(self, text: str) -> Label | None:
        """Join words cut over several lines to the label that they make together."""
        folded = fold(text)
        if not folded:
            return None
        joined = "".join(self._pending) + folded
        if self._pending and (label := self._index.exact(joined)) is not None:
            self._pending.clear()
            return label
        if self._index.is_prefix(joined):
            self._pending.append(folded)
        elif self._index.is_prefix(folded):
            self._pending[:] = [folded]
        else:
            self._pending.clear()
        return None

    def _follows(self, label: Label) -> bool:
        """Whether a vague label (其他, 总计) comes where its row must be."""
        last = self._last_row
        if self._in_head:  # a column's 其他 or 总计, in a head that a new page repeats
            return False
        return last is not None and last.table == label.table and label.order - 4 <= last.order < label.order


def _is_unmistakable(label: Label, text: str) -> bool:
    """Whether a label shows, even inside a narrative section, that a table has begun (its heading was lost)."""
    return label.kind in (Kind.BLOCK, Kind.COLUMN) or (label.kind is Kind.ROW and len(fold(text)) >= 8)
