"""Every example that a lawyer can sign comes out as it says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gongkai import law
from gongkai.clocks import Consultation, Extension, ReplyFacts, Restart, clocks, deadline, receive, reply_deadline
from gongkai.errors import GongkaiError

FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES = [
    pytest.param(example, id=f"{path.stem}:{example['name']}")
    for path in sorted(FOLDER.glob("*.toml"))
    for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]
]


def work_out(given):
    arrived = given["arrived_on"]
    clock = clocks()[given["clock"]]
    received = arrived
    if clock.application:
        received = receive(arrived, given["channel"], given.get("confirmed_on")).received_on
    if given["clock"] != "reply":
        return received, deadline(given["clock"], received)
    facts = ReplyFacts(
        received,
        consultations=tuple(Consultation(**row) for row in given.get("consultations", [])),
        extension=Extension(**given["extension"]) if "extension" in given else None,
        restarts=tuple(Restart(**row) for row in given.get("restarts", [])),
        delayed_until=given.get("delayed_until"),
    )
    return received, reply_deadline(facts)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_comes_out_as_signed(example):
    expect = example["expect"]
    if "error" in expect:
        with pytest.raises(GongkaiError) as refusal:
            work_out(example["given"])
        assert refusal.value.field == expect["error"]
        return
    received, result = work_out(example["given"])
    assert (received, result.due_on, result.provisional) == (
        expect["received_on"],
        expect["due_on"],
        expect["provisional"],
    )


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_cites_law_that_exists(example):
    assert all(law.cite(ref).zh for ref in example["basis"])


def test_at_least_120_examples_cover_every_clock():
    used = {param.values[0]["given"]["clock"] for param in EXAMPLES}
    assert len(EXAMPLES) >= 120
    assert used == set(clocks())
