"""Lines of flattened text cut into cells, however the converter that flattened them marks a cell.

Seen in real reports: a cell a line led by a tab, tab-separated rows, ` |` after each cell or between cells, Markdown
tables, columns kept apart by spaces, values run together behind their label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.read.characters import plain_spaces
from gongkai.read.labels import Kind, LabelIndex
from gongkai.read.values import BLANK, see

_PIPES = re.compile("[|│┃｜¦║┆┊]")
_RULE = re.compile(r"(?=.*(?:[-=_─━═*]{3}|:-|-:|\+-|[┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]))[\s|:+=_*─━┌┐└┘├┤┬┴┼═╔╗╚╝╠╣╦╩╬\-]+")
_VALUE = r"(?:[+\-]?\d[\d,]*(?:\.\d+)?(?:万元|元|件|条|个|项)?|[/—–-]{1,2})"
_TRAILING = re.compile(rf"^(?P<label>.*?[^\s\d.,，。、])\s+(?P<values>{_VALUE}(?:\s+{_VALUE})*)\s*$")
_ALL_VALUES = re.compile(rf"^\s*{_VALUE}(?:\s+{_VALUE})+\s*$")
_PAGE_NUMBER = re.compile(r"([—–-]{1,2}) *\d{1,4} *\1")
_GAP = re.compile(r" {2,}")
_RUN_TOGETHER = re.compile(r"^(?P<label>.*?[^\d.])(?P<digits>\d[\d.]*)$")
_LONGEST = 400  # a longer line is prose


class CellText(NamedTuple):
    """One cell of a line: the text seen (trimmed) and the column, counted from 1, at which it starts.

    `delimited` is False where only spaces mark the cell, so that an empty one leaves no trace.
    """

    text: str
    column: int
    delimited: bool = True


class BarStyle(NamedTuple):
    """Whether a text's upright bars also open the first cell of a line and close the last."""

    opens: bool = True
    closes: bool = True


_BARRED = re.compile(r"^.*[|│┃｜¦║┆┊].*$", re.MULTILINE)
_MOST = 0.9


def bar_style(text: str) -> BarStyle:
    """Tell from all lines with bars how the text uses them."""
    lines = [match[0].strip() for match in _BARRED.finditer(text)]
    if not lines:
        return BarStyle()
    opening = sum(_PIPES.match(line) is not None for line in lines)
    closing = sum(_PIPES.match(line[-1]) is not None for line in lines)
    return BarStyle(opening >= _MOST * len(lines), closing >= _MOST * len(lines))


_SHORT_LINES: dict[BarStyle, dict[str, tuple[CellText, ...]]] = {}  # the form's words and small numbers recur
_LONGEST_SHARED = 60
_MOST_SHARED = 20_000


class LineCutter:
    """Cuts the lines of one text into cells."""

    def __init__(self, index: LabelIndex, style: BarStyle | None = None) -> None:
        self._index = index
        self._style = style or BarStyle()
        self._seen = _SHORT_LINES.setdefault(self._style, {})

    def cells(self, line: str) -> tuple[CellText, ...]:
        """Return the cells of a line; none for an empty line or a ruling."""
        try:
            return self._seen[line]
        except KeyError:
            found = tuple(self._cut(line))
            if len(line) < _LONGEST_SHARED:
                if len(self._seen) > _MOST_SHARED:
                    self._seen.clear()
                self._seen[line] = found
            return found

    def _cut(self, line: str) -> Iterator[CellText]:
        plain = plain_spaces(line)
        if "\t" in plain:
            yield from _split_tabs(plain)
        elif _PIPES.search(plain) is not None:
            if not _RULE.fullmatch(plain) and not self._ends_row(plain):
                yield from _split_bars(plain, self._style)
        elif plain.strip():
            yield from self._split_spaces(plain)

    def _ends_row(self, line: str) -> bool:
        """Whether a line of bars alone ends a row, in a text that closes each cell with a bar."""
        return self._style == BarStyle(opens=False, closes=True) and _BARS.fullmatch(line.strip()) is not None

    def _split_spaces(self, line: str) -> Iterator[CellText]:
        if (len(line) > _LONGEST and "   " not in line) or _RULE.fullmatch(line):
            yield CellText(line.strip(), 1, delimited=False)
            return
        start = len(line) - len(line.lstrip())
        for piece, at in _pieces(line.strip(), start, _GAP):
            yield from self._split_piece(piece, at)

    def _split_piece(self, piece: str, at: int) -> Iterator[CellText]:
        """Split what single spaces join: a label and its values, or values alone."""
        if _ALL_VALUES.match(piece) and not _PAGE_NUMBER.fullmatch(piece):
            for value, offset in _pieces(piece, at, _SPACE):
                yield CellText(value, offset + 1, delimited=False)
            return
        if " " in piece and (words := self._index.split(piece)):
            yield from (CellText(word, at + 1, delimited=False) for word in words)
            return
        match = _TRAILING.match(piece)
        label = self._index.exact(match["label"]) if match else None
        if match and label is not None and self._index.exact(piece) in (None, label):
            yield CellText(match["label"], at + 1, delimited=False)
            for value, offset in _pieces(match["values"], at + match.start("values"), _SPACE):
                yield CellText(value, offset + 1, delimited=False)
            return
        yield from self._split_run(piece, at)

    def _split_run(self, piece: str, at: int) -> Iterator[CellText]:
        """Split a label from digits that follow it without a space (规章000); the digits stay together."""
        match = _RUN_TOGETHER.match(piece)
        if match and (label := self._index.exact(match["label"])) is not None and label.kind is Kind.ROW:
            yield CellText(match["label"], at + 1, delimited=False)
            yield CellText(match["digits"], at + 1 + match.start("digits"), delimited=False)
        else:
            yield CellText(piece, at + 1, delimited=False)


_SPACE = re.compile(r" +")
_BARS = re.compile(r"[|│┃｜¦║┆┊]{2,}")


def _pieces(text: str, start: int, separator: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    at = 0
    for gap in separator.finditer(text):
        yield text[at : gap.start()], start + at
        at = gap.end()
    yield text[at:], start + at


def _split_tabs(line: str) -> Iterator[CellText]:
    """Split a tab-separated row; one tab in front of a single cell only marks the cell."""
    if line.startswith("\t") and "\t" not in line[1:]:
        text = line[1:]
        yield CellText(text.strip(), 2 + len(text) - len(text.lstrip()))
        return
    at = 1
    for piece in line.split("\t"):
        yield CellText(piece.strip(), at + len(piece) - len(piece.lstrip()))
        at += len(piece) + 1


def _split_bars(line: str, style: BarStyle) -> Iterator[CellText]:
    """Split at upright bars; bars that open or close the line add no cell."""
    pieces = _PIPES.split(line)
    first = 1 if style.opens and len(pieces) > 1 and not pieces[0].strip() else 0
    last = len(pieces) - (1 if style.closes and len(pieces) > 1 and not pieces[-1].strip() else 0)
    at = 1
    for number, piece in enumerate(pieces):
        text = piece.strip()
        if first <= number < max(last, first + 1):
            if text and see(text) is None and _ALL_VALUES.match(text):
                yield from (CellText(value, offset + 1) for value, offset in _pieces(text, at - 1, _SPACE))
            else:
                yield CellText(text, at + len(piece) - len(piece.lstrip()))
        at += len(piece) + 1


def is_blank(text: str) -> bool:
    """Whether a cell's text is empty or a mark of a blank."""
    return see(text) is BLANK
