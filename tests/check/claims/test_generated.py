"""Generated sentences: what is right never fails, what is wrong is found."""

from __future__ import annotations

import random
from collections.abc import Callable

import generator
import pytest

from gongkai.check.claims import find_claims

ROUNDS = 150


def verdicts(text: str) -> set[str]:
    return {claim.verdict for claim in find_claims(text)}


@pytest.mark.parametrize("kind", generator.KINDS, ids=lambda kind: kind.__name__)
def test_a_right_sentence_never_fails(kind: Callable[[random.Random], generator.Made]) -> None:
    rng = random.Random(20231)
    for _ in range(ROUNDS):
        made = kind(rng)
        assert "fails" not in verdicts(made.text), made.text


@pytest.mark.parametrize("kind", generator.KINDS, ids=lambda kind: kind.__name__)
def test_at_least_95_of_100_wrong_sentences_fail(kind: Callable[[random.Random], generator.Made]) -> None:
    rng = random.Random(20232)
    missed = [text for _ in range(ROUNDS) if "fails" not in verdicts(text := kind(rng).perturbed(rng))]
    assert len(missed) <= ROUNDS * 0.05, missed
