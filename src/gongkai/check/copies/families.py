"""Group sentences that are alike but for names and numbers, without comparing every pair.

Identical keys are one entry. Of every entry the few smallest hashes of its rare five-letter pieces are kept; entries
that share one are compared, and one that is alike joins the first of its family. The work grows with the number of
sentences, because an entry is compared only with the first of each family it shares a piece with, and with at most
`_MOST` of those per piece.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final
from zlib import crc32

from rapidfuzz import fuzz

ALIKE: Final = 80.0
_PIECE: Final = 5
_KEPT: Final = 8
_MOST: Final = 16
_SAMPLE: Final = 20_000
_FREQUENT: Final = 0.01


def families(keys: Sequence[str]) -> list[int]:
    """Return for every key the number of its family (the index of the family's first key)."""
    first_of: dict[str, int] = {}
    family = [first_of.setdefault(key, index) for index, key in enumerate(keys)]
    frequent = _frequent_pieces(islice(first_of, _SAMPLE))
    leaders: dict[int, list[int]] = {}
    joined: dict[int, int] = {}
    for key, index in first_of.items():
        pieces = _rare_pieces(key, frequent)
        leader = _alike(key, keys, pieces, leaders)
        joined[index] = index if leader is None else leader
        if leader is None:
            for piece in pieces:
                known = leaders.setdefault(piece, [])
                if len(known) < _MOST:
                    known.append(index)
    return [joined[index] for index in family]


def _alike(key: str, keys: Sequence[str], pieces: list[int], leaders: dict[int, list[int]]) -> int | None:
    """Return the first sentence of the most similar family, where one is similar enough."""
    candidates = {leader for piece in pieces for leader in leaders.get(piece, ())}
    best, score = None, ALIKE
    for leader in sorted(candidates):
        other = keys[leader]
        if 2 * min(len(key), len(other)) < (len(key) + len(other)) * ALIKE / 100:
            continue
        found = fuzz.ratio(key, other, score_cutoff=score)
        if found and (best is None or found > score):
            best, score = leader, found
    return best


def _hashes(key: str) -> set[int]:
    data = key.encode("utf-32-le")
    return {crc32(data[at : at + 4 * _PIECE]) for at in range(0, len(data) - 4 * _PIECE + 1, 4)}


def _frequent_pieces(keys: Iterable[str]) -> frozenset[int]:
    """Return the pieces that so many sentences contain that they tell nothing."""
    counts: Counter[int] = Counter()
    seen = 0
    for key in keys:
        counts.update(_hashes(key))
        seen += 1
    limit = max(8, seen * _FREQUENT)
    return frozenset(piece for piece, count in counts.items() if count > limit)


def _rare_pieces(key: str, frequent: frozenset[int]) -> list[int]:
    hashes = _hashes(key)
    rare = hashes - frequent
    return sorted(rare if len(rare) >= 2 else hashes)[:_KEPT]
