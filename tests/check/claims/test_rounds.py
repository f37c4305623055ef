"""Sentences written round by round before the code was changed: wrong ones are found, right ones left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.check.claims import find_claims

ROUNDS = sorted(Path(__file__).parent.glob("round_*.jsonl"), key=lambda path: int(path.stem.split("_")[1]))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def fails(text: str) -> bool:
    return any(claim.verdict == "fails" for claim in find_claims(text))


@pytest.mark.parametrize("path", ROUNDS, ids=lambda path: path.stem)
def test_no_right_sentence_fails(path: Path) -> None:
    right = [line["claim"] for line in lines(path) if "fails" not in line["expect"]]
    assert not [claim for claim in right if fails(claim)]


@pytest.mark.parametrize("path", ROUNDS, ids=lambda path: path.stem)
def test_at_least_95_of_100_wrong_sentences_fail(path: Path) -> None:
    wrong = [line["claim"] for line in lines(path) if line["expect"] == ["fails"]]
    missed = [claim for claim in wrong if not fails(claim)]
    assert len(missed) <= len(wrong) * 0.05, missed
