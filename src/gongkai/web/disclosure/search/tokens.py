"""What an index keeps of a folded text: every character, and every pair of neighbours.

A word of two or more characters is found through its pairs, one of a single character by itself; so a fragment of any
length is found, and no dictionary decides what a word is.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator


def pairs(folded: str) -> Iterator[str]:
    """Yield every two neighbours, marks and line ends included, so that places count on without a gap."""
    return map("".join, itertools.pairwise(folded))


def pair_number(pair: str) -> int:
    """Return a number for one character or two."""
    return (ord(pair[0]) << 21 | ord(pair[1])) if len(pair) == 2 else ord(pair)


def numbers(folded: str) -> set[int]:
    """Return the numbers of everything a text holds."""
    found = {pair_number(pair) for pair in set(pairs(folded))}
    return found | {ord(character) for character in set(folded) if character.isalnum()}


def numbers_of_word(word: str) -> list[int]:
    """Return the numbers that a text must hold if it holds the word."""
    return [pair_number(pair) for pair in pairs(word)] if len(word) > 1 else [ord(word)]


def spelled(pair: str) -> str:
    """Return a token that a tokenizer for ASCII leaves alone."""
    return "g".join(f"{ord(character):x}" for character in pair)


def stream(folded: str) -> str:
    """Return a text as pairs in their order."""
    return " ".join(spelled(pair) for pair in pairs(folded))


def singles(folded: str) -> str:
    """Return the characters of a text, each once."""
    return " ".join(sorted(spelled(character) for character in set(folded) if character.isalnum()))
