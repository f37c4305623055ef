"""Show where the words stand: marks in the title, and the passage of the body or of an attachment that holds one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries.public import GOES_OUT
from gongkai.web.disclosure.search.asking import Asked
from gongkai.web.disclosure.search.folding import LINE, fold, tidy
from gongkai.web.disclosure.search.values import Hit, Piece

BEFORE: Final = 28
PASSAGE: Final = 120


def hit_of(item: Item, asked: Asked) -> Hit:
    """Return a find with its words marked."""
    words = [word for term in asked.terms for word in term.spellings]
    title = mark(tidy(item.title).replace(LINE, " "), words)
    if not words:
        return Hit(item, title, ())
    text = tidy(item.text).replace(LINE, " ")
    start = _first(fold(text), words)
    if start is None and words and not any(piece.is_hit for piece in title):
        for name, suffix, content in item.files.filter(checked__in=GOES_OUT).values_list("name", "suffix", "text"):
            text_of_file = tidy(content, is_wrapped=suffix == ".pdf").replace(LINE, " ")
            place = _first(fold(text_of_file), words)
            if place is not None:
                return Hit(item, title, mark(_cut(text_of_file, place), words), name)
    return Hit(item, title, mark(_cut(text, start or 0), words))


def mark(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """Return a tidied text in pieces, those that are one of the words marked."""
    folded, pieces, at = fold(text), list[Piece](), 0
    for start, end in _joined(_places(folded, words)):
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], is_hit=True))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def _places(folded: str, words: Iterable[str]) -> list[tuple[int, int]]:
    found = []
    for word in words:
        at = folded.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = folded.find(word, at + len(word))
    return sorted(found)


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _first(folded: str, words: Sequence[str]) -> int | None:
    for word in words:
        at = folded.find(word)
        if at >= 0:
            return at
    return None


def _cut(text: str, at: int) -> str:
    start = max(0, at - BEFORE)
    piece = text[start : start + PASSAGE]
    return f"{'…' if start else ''}{piece}{'…' if start + PASSAGE < len(text) else ''}"
