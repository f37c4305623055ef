"""Every labelled sentence gets a verdict that a person accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.check.claims import find_claims
from gongkai.form import edition
from gongkai.report import Report, build_report

HERE = Path(__file__).parent


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def verdict(text: str, report: Report | None = None) -> str:
    """The verdict on a text: fails where anything fails, holds where something holds."""
    verdicts = {claim.verdict for claim in find_claims(text, report)}
    return next((name for name in ("fails", "holds") if name in verdicts), "unsure")


@pytest.mark.parametrize("line", lines("published.jsonl"), ids=lambda line: str(line["id"]))
def test_published_sentences_get_an_accepted_verdict(line: dict[str, Any]) -> None:
    assert verdict(line["claim"]) in line["expect"]


@pytest.mark.parametrize("line", lines("sentences.jsonl"), ids=lambda line: line["claim"][:40])
def test_sentences_by_themselves(line: dict[str, Any]) -> None:
    assert verdict(line["claim"]) in line["expect"]


TABLES = {line["table"]: line["cells"] for line in lines("tables.jsonl") if "table" in line}


@pytest.mark.parametrize(
    "line",
    [line for line in lines("tables.jsonl") if "claim" in line],
    ids=lambda line: line["claim"][:40] + line["in"],
)
def test_sentences_beside_their_table(line: dict[str, Any]) -> None:
    report = build_report(edition("2021"), TABLES[line["in"]], organ=line["organ"], year=line["year"])
    assert verdict(line["claim"], report) in line["expect"]
