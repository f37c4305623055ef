"""Take apart what nothing holds as it was typed: `低保申请条件` into `低保` and `申请条件`.

The index itself is the dictionary: from the left, the longest piece that something public holds.
"""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from gongkai.web.disclosure.models import SearchEntry
from gongkai.web.disclosure.search.aliases import spellings
from gongkai.web.disclosure.search.asking import MOST_TERMS, Asked, Term
from gongkai.web.disclosure.search.engine import engine
from gongkai.web.disclosure.search.folding import BREAK

LONGEST_PIECE: Final = 16
SHORTEST_PIECE: Final = 2
MOST_OF_IT: Final = 0.6
"""How much of a word its pieces must make up."""


def take_apart(asked: Asked, entries: QuerySet[SearchEntry]) -> Asked | None:
    """Return the question in smaller pieces, each of which something holds; None where that is not possible."""
    pieces: list[str] = []
    for term in asked.terms:
        if term.spellings == (term.typed,) and _is_held(term, entries):
            pieces.append(term.typed)
            continue
        found = _pieces(term.typed, entries)
        if found is None:
            return None
        pieces.extend(found)
    terms = tuple(dict.fromkeys(Term(spellings(piece)) for piece in pieces))[:MOST_TERMS]
    return Asked(terms, asked.whole) if terms != asked.terms else None


def _pieces(word: str, entries: QuerySet[SearchEntry]) -> list[str] | None:
    found: list[str] = []
    for part in word.split(BREAK):
        start = 0
        while start < len(part):
            piece = _longest(part[start : start + LONGEST_PIECE], entries)
            if piece is None:
                start += 1  # a character such as 的 that joins two pieces
                continue
            found.append(piece)
            start += len(piece)
    return found if sum(map(len, found)) >= MOST_OF_IT * len(word) else None


def _longest(text: str, entries: QuerySet[SearchEntry]) -> str | None:
    for length in range(len(text), SHORTEST_PIECE - 1, -1):
        if _is_held(Term(spellings(text[:length])), entries):
            return text[:length]
    return None


def _is_held(term: Term, entries: QuerySet[SearchEntry]) -> bool:
    return entries.filter(engine().holding(term)).exists()
