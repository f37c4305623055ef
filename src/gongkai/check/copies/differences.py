"""What differs between two sentences that are otherwise alike: the names and numbers that were changed."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

_BRIDGE = 1


class Difference(NamedTuple):
    """Words of the first sentence and what stands in their place in the second; either may be empty."""

    first: str
    second: str


def differences(first: str, second: str) -> list[Difference]:
    """Return the places where two sentences differ, in order; changes that nearly touch are one."""
    spans: list[list[int]] = []
    for step in Levenshtein.opcodes(first, second):
        a_start, a_end, b_start, b_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag == "equal":
            continue
        if spans and a_start - spans[-1][1] <= _BRIDGE and b_start - spans[-1][3] <= _BRIDGE:
            spans[-1][1], spans[-1][3] = a_end, b_end
        else:
            spans.append([a_start, a_end, b_start, b_end])
    return [Difference(first[a:b], second[c:d]) for a, b, c, d in spans]
