"""The demo world's registers make exactly the tables 二 and 四 that five organs published for 2023."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from web_world import NOW

from gongkai.form import edition_for
from gongkai.tally import tally_disclosure, tally_remedies
from gongkai.web.appeals.facts import appeal_facts
from gongkai.web.journal.queries import journal_faults
from gongkai.web.organs.models import Organ
from gongkai.web.project.demo.registers import build_registers, has_registers
from gongkai.web.project.demo.world import build_world
from gongkai.web.registers.facts import complete_kinds, register_facts

TRUTH = sorted((Path(__file__).parents[2] / "samples" / "truth").glob("*.json"))


@pytest.mark.django_db
def test_the_demo_registers_make_the_published_figures_cell_for_cell() -> None:
    """A cell left blank counts as 0."""
    build_world(NOW)
    assert not has_registers()
    build_registers(NOW)
    assert has_registers()
    assert len(TRUTH) == 5
    for path in TRUTH:
        truth = json.loads(path.read_text("utf-8"))
        organ = Organ.objects.get(name=truth["organ"])
        expected = {
            ref: value or 0 for ref, value in truth["cells"].items() if ref.startswith(("disclosure/", "remedies/"))
        }
        assert len(expected) == 10 + 15
        assert {ref: value for ref, value in counted(organ).items() if ref in expected} == expected, path.stem
    assert list(journal_faults(NOW)) == []


def counted(organ: Organ) -> dict[str, object]:
    edition, whole = edition_for(2023), complete_kinds(organ, 2023)
    tally = tally_disclosure(register_facts(organ, 2023), 2023, edition, whole=whole)
    tally |= tally_remedies(appeal_facts(organ, 2023), 2023, edition)
    assert not tally.leftovers
    return {ref: figure.value for ref, figure in tally.figures.items()}
