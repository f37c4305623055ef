"""The printed words of the form, and which row, group, column or heading they are.

One index serves all editions: a row keeps its id across editions, so that a file is read before its edition is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from rapidfuzz import fuzz, process

from gongkai.form import Block, Edition, Row, Table, editions
from gongkai.read.characters import fold

_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})")
_SURE = 80.0  # least likeness (0-100) of a damaged label to the one it is taken for
_LEAD = 7.0  # and by how much it must be nearer than the next one
_MIN_FUZZY = 5  # shorter words are matched exactly or not at all
_MIN_PREFIX = 4


class Kind(Enum):
    """What a printed label is."""

    ROW = auto()
    GROUP = auto()
    COLUMN = auto()
    BLOCK = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the form: its kind, table and id. `order` is a row's place among the rows of its table.

    `vague` labels (其他, 总计) mean a row only where the rows just before it have been read.
    """

    kind: Kind
    table: str
    id: str
    order: int = 0
    vague: bool = False
    section: int = 0


class LabelIndex:
    """Finds the label that a printed text is."""

    def __init__(self, all_editions: Iterator[Edition]) -> None:
        self._exact: dict[str, Label] = {}
        self._order: dict[tuple[str, str], int] = {}
        tables = [table for edition in all_editions for table in edition.tables]
        tables.sort(
            key=lambda table: -sum(len(block.rows) for block in table.blocks)
        )  # the fullest edition sets the order
        for table in tables:
            self._note_order(table)
        for table in tables:
            self._add_table(table)
        self._long = {key: label for key, label in self._exact.items() if len(key) >= _MIN_FUZZY}
        self._keys = list(self._long)
        self._row_keys = [key for key, label in self._exact.items() if label.kind is Kind.ROW]
        self._prefixes = frozenset(key[:end] for key in self._row_keys for end in range(2, len(key) + 1))
        self._cache: dict[str, Label | None] = {}

    def exact(self, text: str) -> Label | None:
        """Return the label that this text is, spaces, widths and punctuation aside."""
        return self._exact.get(fold(text))

    def find(self, text: str) -> Label | None:
        """Return the label that this text is, also damaged or cut short where one label is clearly nearest."""
        if text not in self._cache:
            if len(self._cache) > 20000:
                self._cache.clear()
            self._cache[text] = self._find(fold(text))
        return self._cache[text]

    def split(self, text: str) -> list[str]:
        """Return the labels that a line of heads consists of (行政复议 行政诉讼); nothing where not all are labels."""
        words = text.split()
        found: list[str] = []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + 4), start, -1):
                joined = "".join(words[start:end])
                if fold(joined) in self._exact:
                    found.append(joined)
                    start = end
                    break
            else:
                return []
        return found if len(found) > 1 else []

    def is_prefix(self, folded: str) -> bool:
        """Whether a folded text begins some row's label, so that the next piece may complete it."""
        return folded in self._prefixes

    def is_part(self, folded: str, label: Label) -> bool:
        """Whether a folded text is a piece of this label's words."""
        return any(folded in key for key, other in self._exact.items() if other == label)

    def _find(self, key: str) -> Label | None:
        if not key or len(key) > 80:
            return None
        exact = self._exact.get(key)
        if exact is not None:
            return exact
        if len(key) < _MIN_FUZZY:
            return None
        return self._fuzzy(key)

    def _fuzzy(self, key: str) -> Label | None:
        nearest = process.extract(key, self._keys, scorer=fuzz.ratio, score_cutoff=_SURE - _LEAD, limit=4)
        if not nearest or nearest[0][1] < _SURE:
            return self._prefix(key)
        best = self._long[nearest[0][0]]
        rivals = [score for other, score, _ in nearest[1:] if self._long[other] != best]
        return best if not rivals or nearest[0][1] - rivals[0] >= _LEAD else None

    def _prefix(self, key: str) -> Label | None:
        """Find a label cut short after at least half of its words (社会公, 2其他法律行政)."""
        if len(key) < _MIN_FUZZY:
            return None
        found = {id(self._exact[row]): self._exact[row] for row in self._row_keys if row.startswith(key)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _add_table(self, table: Table) -> None:
        for block in table.blocks:
            self._put(fold(block.heading), Label(Kind.BLOCK, table.id, block.heading, section=table.section))
            for column in block.columns:
                vague = column.label in ("其他", "总计")
                label = Label(Kind.COLUMN, table.id, column.id, vague=vague, section=table.section)
                if not vague:
                    self._put(fold(column.label), label)
                if column.group:
                    self._put(fold(column.group), Label(Kind.COLUMN, table.id, column.group, section=table.section))
            for row in (*block.rows, *(variant.row for variant in block.variants)):
                self._add_row(table, block, row)

    def _note_order(self, table: Table) -> None:
        """Number the rows; a row that stands for several comes just before them."""
        for block in table.blocks:
            for row in block.rows:
                for variant in block.variants:
                    if row.id == variant.replaces[0]:
                        self._order.setdefault((table.id, variant.row.id), len(self._order))
                self._order.setdefault((table.id, row.id), len(self._order))

    def _add_row(self, table: Table, block: Block, row: Row) -> None:
        order = self._order[table.id, row.id]
        label = Label(Kind.ROW, table.id, row.id, order, section=table.section)
        vague = Label(Kind.ROW, table.id, row.id, order, vague=True, section=table.section)
        for words in (row.label, *row.also):
            key, bare = fold(words), _ENUMERATOR.sub("", fold(words))
            self._put(key, label)
            self._put(bare, vague if len(bare) <= 2 else label)
            if row.group:
                self._put(fold(row.group) + key, label)
                self._put(_ENUMERATOR.sub("", fold(row.group)) + key, label)
        if row.group and row.group not in (other.label for other in _rows(block)):
            self._put(fold(row.group), Label(Kind.GROUP, table.id, row.group, section=table.section))

    def _put(self, key: str, label: Label) -> None:
        if key:
            self._exact.setdefault(key, label)


def _rows(block: Block) -> Iterator[Row]:
    yield from block.rows
    yield from (variant.row for variant in block.variants)


@cache
def labels() -> LabelIndex:
    """Return the index over every edition."""
    return LabelIndex(iter(editions().values()))
