"""Text with living figures: `{{requests/received/total}}` stands for the number, and shows whatever it is now.

A reference names a cell, a count beside the cells (`count:interpretations`), the same of the year before
(`previous:requests/received/total`), the reporting year (`year`), or a sum of such (`a+b`). No database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from gongkai.check.claims import find_claims
from gongkai.check.claims.lexer import plain, tokens
from gongkai.report import Report

Value = int | Decimal | str | None
_REFERENCE: Final = re.compile(r"\{\{([^{}\n]*)\}\}")
_ORDINAL: Final = re.compile(r"第[一二三四五六七八九十百千〇零\d]*$")
_PREVIOUS: Final = "previous:"
_UNIT: Final = re.compile(r"（([^（）]{1,3})）$")
_PIECES: Final = frozenset("件条篇份项起宗个")
_MOST_FITS: Final = 3
_BESIDE: Final = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that text may refer to: its name, what people call it, and its value."""

    name: str
    label: str
    value: Value
    group: str = ""


@dataclass(frozen=True)
class Figurebook:
    """Every figure that the text of one report may refer to, by name."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def find(self, reference: str) -> Entry | None:
        """Return what a reference names, a sum included; None where there is no such figure."""
        terms = [self.entries.get(term.strip()) for term in reference.split("+")]
        known = [term for term in terms if term is not None]
        if len(known) < len(terms):
            return None
        if len(known) == 1:
            return known[0]
        values = [term.value for term in known]
        total = sum((v for v in values if isinstance(v, int | Decimal)), 0)
        whole = all(isinstance(v, int | Decimal) for v in values)
        return Entry(reference, " + ".join(term.label for term in known), total if whole else None)

    def equal_to(self, value: Decimal, unit: str = "", beside: str = "") -> list[Entry]:
        """Return figures of this value and unit: those of this year first, then those called like the words beside."""
        fits = [e for e in self.entries.values() if isinstance(e.value, int | Decimal) and e.value == value]
        spoken = {beside[at : at + 2] for at in range(len(beside) - 1)}
        return sorted(
            (entry for entry in fits if _same_unit(entry, unit)),
            key=lambda entry: (entry.name.startswith(_PREVIOUS), -sum(pair in entry.label for pair in spoken)),
        )


def _same_unit(entry: Entry, unit: str) -> bool:
    """Whether a number with this unit may be that figure: a piece is a piece, but a training is no document."""
    named = _UNIT.search(entry.label)
    own = named.group(1) if named else "万元" if "/fees/" in entry.name else "件" if "/" in entry.name else ""
    return not unit or not own or own == unit or {own, unit} <= _PIECES


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, or one living figure; `start` and `end` count code points in the text as it is read."""

    kind: Literal["words", "figure", "unknown"]
    text: str
    start: int
    end: int
    reference: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed by hand: where it stands, and the figures that have its value (none: it matches nothing)."""

    start: int
    end: int
    text: str
    fits: tuple[Entry, ...]


def pieces(source: str, book: Figurebook) -> list[Piece]:
    """Cut a source into words and figures, in order, with the figures as they are now."""
    found: list[Piece] = []
    at = length = 0
    for match in _REFERENCE.finditer(source):
        words = source[at : match.start()]
        if words:
            found.append(Piece("words", words, length, length + len(words)))
            length += len(words)
        reference = match.group(1).strip()
        entry = book.find(reference)
        text = spell(entry.value) if entry else f"〔没有这个数字：{reference}〕"
        kind: Literal["figure", "unknown"] = "figure" if entry else "unknown"
        found.append(Piece(kind, text, length, length + len(text), reference, entry.label if entry else ""))
        length += len(text)
        at = match.end()
    if at < len(source):
        found.append(Piece("words", source[at:], length, length + len(source) - at))
    return found


def render(source: str, book: Figurebook) -> str:
    """Return the text as it is read."""
    return "".join(piece.text for piece in pieces(source, book))


def typed_numbers(source: str, book: Figurebook, report: Report | None = None) -> list[Typed]:
    """Return the numbers of a text that were typed and not referred to, with the figures that have their value.

    Dates, ordinals, numbers of documents and two or three in words are not figures (the lexer of claims knows). A share
    or a growth that its sentence proves is not listed: it is proven by the numbers beside it.
    """
    parts = pieces(source, book)
    text = "".join(piece.text for piece in parts)
    living = [(piece.start, piece.end) for piece in parts if piece.kind != "words"]
    proven = [(c.start, c.end) for c in find_claims(text, report, 0) if c.verdict == "holds"]
    found = []
    for token in tokens(plain(text), 0, len(text)):
        number = token.number
        if number is None or number.weak or _within(token.start, token.end, living) or _is_ordinal(text, token.start):
            continue
        if number.unit in ("%", "倍") and _within(token.start, token.end, proven):
            continue
        beside = re.split(r"[。；\n]", text[max(0, token.start - _BESIDE) : token.start])[-1]
        fits = [] if number.unit in ("%", "倍") else book.equal_to(number.value, number.unit, beside)
        found.append(Typed(token.start, token.end, text[token.start : token.end], tuple(fits[:_MOST_FITS])))
    return found


def unknown_references(source: str, book: Figurebook) -> list[Piece]:
    """Return the references that name no figure."""
    return [piece for piece in pieces(source, book) if piece.kind == "unknown"]


def references(source: str) -> Iterator[str]:
    """Yield what a source refers to, the terms of sums one by one."""
    for match in _REFERENCE.finditer(source):
        yield from (term.strip() for term in match.group(1).split("+"))


def spell(value: Value) -> str:
    """Return a figure as the text shows it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "〔空白〕" if value is None else str(value)


def _is_ordinal(text: str, at: int) -> bool:
    return _ORDINAL.search(text, max(0, at - 8), at) is not None


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)
