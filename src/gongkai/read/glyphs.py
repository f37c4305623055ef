"""Characters with boxes put together to lines, cells and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gongkai.read.pdf_page import Glyph

_WIDE_GAP = 0.9  # of a character's height: a gap wider than this parts words
_WORD_GAP = 0.22  # between Latin letters
_PADDING = 14.0  # a cell's own margins, at most, in points
_SMALL = 0.72  # a digit this much lower than its neighbours is a note, not a digit


class Line(NamedTuple):
    """A line of text and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def rows_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Part characters into rows by height, each from left to right, without characters drawn twice."""
    rows: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        if rows and abs(glyph.middle - middle) <= 0.5 * max(glyph.height, height):
            rows[-1].append(glyph)
            if glyph.height > height:
                middle, height = glyph.middle, glyph.height
        else:
            rows.append([glyph])
            middle, height = glyph.middle, glyph.height
    return [_without_doubles(sorted(row, key=lambda glyph: glyph.left)) for row in rows]


def _without_doubles(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in row:
        width = glyph.right - glyph.left
        if any(glyph.text == other.text and glyph.left - other.left < 0.35 * width for other in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def cell_text(glyphs: Sequence[Glyph], width: float) -> str:
    """Return the text of a cell of this width.

    Digits set apart are one number. Digits on two lines are one where the first line had no room for another digit,
    else two.
    """
    if len(glyphs) == 1:
        return glyphs[0].text
    pieces: list[str] = []
    is_full = False
    for row in rows_of(glyphs):
        text = _row_text(row, wide=_WIDE_GAP)
        if pieces and not is_full and pieces[-1][-1:].isdigit() and text[:1].isdigit():
            pieces.append(" ")
        pieces.append(text)
        used = row[-1].right - row[0].left
        is_full = len(row) > 1 and used + used / len(row) > width - _PADDING
    return "".join(pieces)


def _row_text(row: Sequence[Glyph], wide: float) -> str:
    heights = [glyph.height for glyph in row if glyph.text.isdigit()]
    tallest = max(heights, default=0.0)
    text = [row[0].text]
    for before, glyph in pairwise(row):
        gap = glyph.left - before.right
        height = max(before.height, glyph.height)
        latin = before.text.isalpha() and glyph.text.isalpha() and before.text.isascii() and glyph.text.isascii()
        if gap > (_WORD_GAP if latin else wide) * height:
            text.append(" ")
        small = glyph.text.isdigit() and before.text.isdigit() and glyph.height < _SMALL * tallest
        text.append(f"（{glyph.text}）" if small else glyph.text)
    return "".join(text)


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of the characters outside tables; pieces far apart are parted by two spaces."""
    lines = []
    for row in rows_of(glyphs):
        text = _row_text(row, wide=_WIDE_GAP).replace(" ", "  ") if _is_spread(row) else _row_text(row, wide=_WIDE_GAP)
        lines.append(Line(text, row[0].left, min(g.top for g in row), row[-1].right, max(g.bottom for g in row)))
    return lines


def _is_spread(row: Sequence[Glyph]) -> bool:
    """Whether a line looks like cells without rulings: more than one gap wider than two characters."""
    gaps = sum(g.left - b.right > 1.8 * max(b.height, g.height) for b, g in pairwise(row))
    return gaps >= 1


def paragraphs_of(lines: Sequence[Line]) -> list[str]:
    """Join the lines that a paragraph was broken into.

    A line goes on where it reaches the right edge of the text and the next one begins at the left edge.
    """
    if not lines:
        return []
    size = median(line.bottom - line.top for line in lines)
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    paragraphs: list[str] = []
    open_end = False
    for line in lines:
        if open_end and line.left - left < 0.9 * size and paragraphs:
            paragraphs[-1] += ("" if _no_space(paragraphs[-1], line.text) else " ") + line.text
        else:
            paragraphs.append(line.text)
        open_end = right - line.right < 1.6 * size and "  " not in line.text
    return paragraphs


def _no_space(before: str, after: str) -> bool:
    return not (before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha())
