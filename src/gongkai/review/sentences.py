"""Two texts as a readable difference: sentence by sentence, and inside changed sentences letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_SENTENCE: Final = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_ALIKE: Final = 55.0
_BRIDGE: Final = 1
_DIGITS: Final = re.compile(r"\d")


class Piece(NamedTuple):
    """Letters of a sentence: `same`, `removed` (only in A) or `added` (only in B)."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of A, of B, or of both: `same`, `changed`, `removed` or `added`."""

    state: str
    a: str
    b: str

    def pieces(self) -> list[Piece]:
        """Return the letters of both, in one reading."""
        if self.state != "changed":
            return [Piece(self.state, self.a or self.b)]
        return list(_pieces(self.a, self.b))


def compare_texts(a: str, b: str) -> tuple[tuple[Passage, ...], float]:
    """Return the passages of both texts in reading order, and how alike the texts are (0 to 1)."""
    first, second = _cut(a), _cut(b)
    passages: list[Passage] = []
    for kind, a_from, a_to, b_from, b_to in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            passages += (Passage("same", one, one) for one in first[a_from:a_to])
        else:
            passages += _aligned(first[a_from:a_to], second[b_from:b_to])
    likeness = 1.0 if a.strip() == b.strip() else fuzz.ratio(a, b) / 100
    return tuple(passages), likeness


def _cut(text: str) -> list[str]:
    return [sentence for match in _SENTENCE.finditer(text) if (sentence := match[0].strip())]


def _aligned(first: Sequence[str], second: Sequence[str]) -> Iterator[Passage]:
    """Pair the sentences that are alike without crossing; what has no like is removed or added."""
    scores = [[fuzz.ratio(one, other) for other in second] for one in first]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            pair = best[i + 1][j + 1] + scores[i][j] if scores[i][j] >= _ALIKE else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(first) and j < len(second):
        if scores[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            yield Passage("changed", first[i], second[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield Passage("removed", first[i], "")
            i += 1
        else:
            yield Passage("added", "", second[j])
            j += 1
    yield from (Passage("removed", one, "") for one in first[i:])
    yield from (Passage("added", "", other) for other in second[j:])


def _pieces(a: str, b: str) -> Iterator[Piece]:
    """Yield the differing letters; a number is changed as a whole, and changes that nearly touch are one."""
    spans: list[list[int]] = []
    for step in Levenshtein.opcodes(a, b):
        if step.tag == "equal":
            continue
        span = [step.src_start, step.src_end, step.dest_start, step.dest_end]
        span = _whole_numbers(a, b, span)
        if spans and (span[0] - spans[-1][1] <= _BRIDGE and span[2] - spans[-1][3] <= _BRIDGE):
            spans[-1][1], spans[-1][3] = max(span[1], spans[-1][1]), max(span[3], spans[-1][3])
        else:
            spans.append(span)
    at = 0
    for a_from, a_to, b_from, b_to in spans:
        if a[at:a_from]:
            yield Piece("same", a[at:a_from])
        if a[a_from:a_to]:
            yield Piece("removed", a[a_from:a_to])
        if b[b_from:b_to]:
            yield Piece("added", b[b_from:b_to])
        at = a_to
    if a[at:]:
        yield Piece("same", a[at:])


def _whole_numbers(a: str, b: str, span: list[int]) -> list[int]:
    """Widen a change over the digits that touch it on both sides alike."""
    a_from, a_to, b_from, b_to = span
    if not (_DIGITS.search(a[a_from:a_to]) or _DIGITS.search(b[b_from:b_to])):
        return span
    while a_from and b_from and a[a_from - 1] == b[b_from - 1] and _DIGITS.match(a[a_from - 1]):
        a_from, b_from = a_from - 1, b_from - 1
    while a_to < len(a) and b_to < len(b) and a[a_to] == b[b_to] and _DIGITS.match(a[a_to]):
        a_to, b_to = a_to + 1, b_to + 1
    return [a_from, a_to, b_from, b_to]
