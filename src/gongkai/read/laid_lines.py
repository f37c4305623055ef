"""Lines of a table laid out in two dimensions: the numbers that end a line, and where each label stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.read.characters import fold, plain_spaces
from gongkai.read.narrative import TextLine
from gongkai.read.values import Seen, see

_WORD = re.compile(r"\S+")
_BROKEN = re.compile(r"\d{1,3}(?:,\d{3})*,\d{0,2}")
_ENUMERATOR = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})")
_FEWEST_OF_LABEL = 4  # characters of a wrapped label on its first line
_LONGEST_ASIDE = 8  # characters of a group's label between the lines of a row's
_TALLEST_LABEL = 8


class Figure(NamedTuple):
    """A number, or a mark of a blank, on a line: its text and its extent, in characters and as displayed."""

    text: str
    seen: Seen | None  # None for what is left of a number broken after its comma (14,56)
    line: int
    start: int
    end: int
    shown: int
    shown_end: int


class Piece(NamedTuple):
    """A word, folded, and where it begins, in characters and as displayed."""

    words: str
    start: int
    shown: int


class LaidLine(NamedTuple):
    """A line parted into its words, folded, and the numbers that end it.

    `is_mixed` tells that a number stands before words, `is_tight` that a number follows something after one space only,
    so that it may have been pushed aside.
    """

    number: int
    words: str
    figures: tuple[Figure, ...]
    is_mixed: bool
    is_empty: bool
    is_tight: bool = False
    pieces: tuple[Piece, ...] = ()  # the words one by one, where no number follows them


class Span(NamedTuple):
    """The first and the last of the lines on which a row's label stands, as indexes."""

    first: int
    last: int


def part(line: TextLine) -> LaidLine:
    """Part a line."""
    text = plain_spaces(line.text)
    words = list(_WORD.finditer(text))
    figures: list[Figure] = []
    while words and (figure := _figure(words[-1], text, line.number)) is not None:
        figures.insert(0, figure)
        words.pop()
    is_mixed = any(word[0][0].isdigit() and (see(word[0]) or _BROKEN.fullmatch(word[0])) for word in words)
    folded = fold("".join(word[0] for word in words))
    is_tight = any(figure.start > 1 and not text[figure.start - 2].isspace() for figure in figures)
    pieces = () if figures else tuple(Piece(fold(w[0]), w.start(), display_width(text[: w.start()])) for w in words)
    return LaidLine(line.number, folded, tuple(figures), is_mixed, not text.strip(), is_tight, pieces)


def _figure(word: re.Match[str], text: str, line: int) -> Figure | None:
    seen = see(word[0])
    if (seen is None and not _BROKEN.fullmatch(word[0])) or (seen is not None and seen.doubtful):
        return None
    shown = display_width(text[: word.start()])
    return Figure(word[0], seen, line, word.start(), word.end(), shown, shown + display_width(word[0]))


def display_width(text: str) -> int:
    """Return how many columns a text takes, a Chinese character two."""
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text) if not text.isascii() else len(text)


def find_spans(lines: Sequence[LaidLine], wordings: Sequence[Sequence[str]]) -> list[Span | None]:
    """Find where each row's label stands, the rows in the order of the form; None for a row that is not there.

    Args:
        lines: the lines of the table.
        wordings: for each row, the folded wordings of its label.
    """
    spans: list[Span | None] = []
    at = 0
    for keys in wordings:
        span = next((found for key in keys if (found := _span(lines, key, at)) is not None), None)
        spans.append(span)
        at = span.last + 1 if span else at
    return spans


def wordings_of(label: str, also: Sequence[str]) -> list[str]:
    """Return the folded wordings of a row's label, longest first, also without their numerals where that is clear."""
    keys = [fold(words) for words in (label, *also)]
    keys += [bare for key in keys if len(bare := _ENUMERATOR.sub("", key)) >= _FEWEST_OF_LABEL]
    return sorted(dict.fromkeys(keys), key=len, reverse=True)


def _span(lines: Sequence[LaidLine], key: str, start: int) -> Span | None:
    """Find the next line that ends with the label, or with its beginning where the lines below go on with it."""
    for at in range(start, len(lines)):
        words = lines[at].words
        if words.endswith(key):
            return Span(at, at)
        if (taken := _end_with_beginning(words, key)) and (last := _rest(lines, key[taken:], at + 1)) is not None:
            return Span(at, last)
    return None


def _end_with_beginning(words: str, key: str) -> int:
    """Return how many characters of a label's beginning the words end with; 0 where too few."""
    for taken in range(min(len(words), len(key) - 1), _FEWEST_OF_LABEL - 1, -1):
        if words.endswith(key[:taken]):
            return taken
    return 0


def _rest(lines: Sequence[LaidLine], rest: str, start: int) -> int | None:
    """Return the line on which the rest of a label ends, its pieces each at the end of a line's words."""
    for at in range(start, min(start + _TALLEST_LABEL, len(lines))):
        words = lines[at].words
        if not words:
            continue
        taken = next((n for n in range(min(len(words), len(rest)), 0, -1) if words.endswith(rest[:n])), 0)
        if taken == len(rest):
            return at
        if not taken and len(words) > _LONGEST_ASIDE:
            return None
        rest = rest[taken:]
    return None
