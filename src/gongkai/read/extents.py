"""Where on its line a token stands: from which column to which, a Chinese character counting two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gongkai.read.slots import Token


def extent(token: Token) -> tuple[int, int]:
    """Return the first and the last column of a token."""
    start = token.spot.column or 0
    return start, start + sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in token.text) - 1


def band(tokens: Sequence[Token]) -> tuple[int, int]:
    """Return the columns that tokens standing under each other take up."""
    extents = [extent(token) for token in tokens]
    return min(start for start, _ in extents), max(end for _, end in extents)
