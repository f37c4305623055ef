"""Split a text into statements: sentences, joined with the following ones where those continue them (其中…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_MARKS: Final = re.compile(r"[。！？!?\n(（)）]")
_CONTINUES: Final = ("其中", "分别", "包括", "具体为", "具体如下", "即：")
_OPEN: Final = frozenset("(（")
_CLOSE: Final = frozenset(")）")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each sentence; a full stop inside parentheses does not end one."""
    start, depth = 0, 0
    for match in _MARKS.finditer(text):
        at, c = match.start(), match.group()
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 or c == "\n":
            yield from _trimmed(text, start, at)
            start, depth = at + 1, 0
    yield from _trimmed(text, start, len(text))


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each statement: a sentence and the sentences that begin by continuing it."""
    current: tuple[int, int] | None = None
    for start, end in sentences(text):
        if current and text.startswith(_CONTINUES, start):
            current = (current[0], end)
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
