"""Take apart what nothing holds as it was typed: `民政局2025年低保的申请条件` into organ, year, `低保`, `申请条件`.

Organs and years are taken out first: they are data of an item, and seldom stand beside the matter as a sentence puts
them. The index itself is the dictionary for the rest: the longest piece that something holds together with all before
it, so that what is found has all pieces, not each piece something. Titles are asked before texts: whoever asks in a
sentence names the matter in the words of its title rather than in those of a text that happens to have them in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.web.disclosure.models import SearchEntry
from gongkai.web.disclosure.search.asking import MOST_TERMS, Asked, Term
from gongkai.web.disclosure.search.engine import engine
from gongkai.web.disclosure.search.spoken import Heard, hear, numbers_in, term_of

LONGEST_PIECE: Final = 16
SHORTEST_PIECE: Final = 2
MOST_OF_IT: Final = 0.6
"""How much of what is not an organ or a year the pieces must make up."""

Rows = QuerySet[SearchEntry]
Narrow = Callable[[Rows, Term], Rows]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What was found of the rest of a sentence."""

    found: tuple[str, ...]
    share: float


def take_apart(asked: Asked, now: datetime, entries: Rows, narrow: Narrow) -> Asked | None:
    """Return the question in smaller pieces that something holds together; None where that is not possible.

    Args:
        asked: what nothing holds as it was typed.
        now: the instant; 去年 is the year before it.
        entries: what may be found.
        narrow: keeps what holds a term, by its text or by its data.
    """
    phrases = tuple(term for term in asked.terms if term.is_phrase)
    words = tuple(term.typed for term in asked.terms if not term.is_phrase)
    for phrase in phrases:
        entries = narrow(entries, phrase)
    heard = hear(words, timezone.localdate(now).year)
    number = next((term for term in map(_number, numbers_in(asked.whole)) if narrow(entries, term).exists()), None)
    if number is not None:
        hints = (*heard.named, *map(term_of, heard.rest))
        return Asked((*phrases, number), number.typed, number.typed, hints, is_sentence=True)
    for needed, hints in _readings(heard.named):
        rows = entries
        for term in needed:
            rows = narrow(rows, term)
        pieces = _pieces(heard, rows, narrow) if heard.rest else _Pieces((), 1.0)
        terms = (*phrases, *needed, *map(term_of, pieces.found))[:MOST_TERMS]
        if pieces.share >= MOST_OF_IT and terms and terms != asked.terms and (heard.rest or rows.exists()):
            return Asked(terms, asked.whole, hints=hints, is_sentence=True)
    return None


def _number(word: str) -> Term:
    return Term((word,))


def _readings(named: tuple[Term, ...]) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """Yield what must be had of what was named, and what only helps: all, organs alone, years alone, nothing."""
    organs = tuple(term for term in named if term.organs)
    years = tuple(term for term in named if term.year)
    for needed in dict.fromkeys((named, organs, years, ())):
        yield needed, tuple(term for term in named if term not in needed)


def _pieces(heard: Heard, rows: Rows, narrow: Narrow) -> _Pieces:
    """Return the pieces that cover most of the rest: of titles, of texts read forwards, of texts read backwards."""
    best, whole = _Pieces((), 0.0), sum(map(len, heard.rest))
    for keep, is_backwards in ((_titled, False), (narrow, False), (narrow, True)):
        found = _split(heard.rest, rows, keep, is_backwards=is_backwards)
        share = sum(map(len, found)) / whole
        if share > best.share:
            best = _Pieces(found, share)
        if share == 1:
            break
    return best


def _titled(rows: Rows, term: Term) -> Rows:
    """Keep what has one of a term's spellings in its title."""
    condition = Q()
    for word in term.spellings:
        condition |= engine().titled(word)
    return rows.filter(condition)


def _split(rest: tuple[str, ...], rows: Rows, keep: Narrow, *, is_backwards: bool) -> tuple[str, ...]:
    """Take the longest piece that something holds together with all before it, from one end to the other."""
    found: list[str] = []
    for text in reversed(rest) if is_backwards else rest:
        left = text
        while len(left) >= SHORTEST_PIECE:
            length = _longest(left, rows, keep, is_backwards=is_backwards)
            piece = _end(left, length, is_backwards=is_backwards)
            if length:
                found.append(piece)
                rows = keep(rows, term_of(piece))
            used = length or 1  # a character such as 在 that joins two pieces
            left = left[:-used] if is_backwards else left[used:]
    return tuple(reversed(found)) if is_backwards else tuple(found)


def _longest(text: str, rows: Rows, keep: Narrow, *, is_backwards: bool) -> int:
    """Return the length of the longest piece at one end that something holds; 0 where there is none."""

    def is_held(length: int) -> bool:
        return keep(rows, term_of(_end(text, length, is_backwards=is_backwards))).exists()

    low, high = 0, min(LONGEST_PIECE, len(text))
    if is_held(high):
        return high
    while high - max(low, SHORTEST_PIECE - 1) > 1:  # what holds a piece holds its beginning as well
        middle = (max(low, SHORTEST_PIECE - 1) + high) // 2
        low, high = (middle, high) if is_held(middle) else (low, middle)
    return low


def _end(text: str, length: int, *, is_backwards: bool) -> str:
    return text[len(text) - length :] if is_backwards else text[:length]
