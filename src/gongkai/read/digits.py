"""Digits of a row that stand without anything between them, and whether numbers sum up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise


def balances(row: Sequence[int]) -> bool:
    """Whether the last number is the sum of the others."""
    return sum(row[:-1]) == row[-1]


def splits_of(digits: str, width: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut digits into numbers without leading zeros, at most some hundreds of them."""
    if len(digits) > width + 14:
        return
    for cuts in combinations(range(1, len(digits)), width - 1):
        edges = (0, *cuts, len(digits))
        pieces = tuple(digits[a:b] for a, b in pairwise(edges))
        if all(piece == "0" or piece[0] != "0" for piece in pieces):
            yield pieces
