"""The demo world's cases make exactly the figures that five organs published for 2023, and stand in every state."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from web_world import NOW

from gongkai.form import edition_for
from gongkai.tally import tally_requests
from gongkai.web.cases.facts import case_facts
from gongkai.web.cases.models import Case
from gongkai.web.journal.queries import journal_faults
from gongkai.web.organs.models import Organ
from gongkai.web.project.demo.cases import build_cases, has_cases
from gongkai.web.project.demo.world import build_world

TRUTH = sorted((Path(__file__).parents[2] / "samples" / "truth").glob("*.json"))
ORGANS = {
    "上塘街道办事处_2023": "330105-1",
    "二里岗街道办事处_2023": "410104-1",
    "四方台区_2023": "230505",
    "水塔街办事处_2023": "141002-1",
    "石油新城街道办事处_2023": "650502-1",
}


@pytest.mark.django_db
def test_the_demo_world_makes_the_published_figures_cell_for_cell_and_shows_every_state() -> None:
    """A cell left blank counts as 0."""
    build_world(NOW)
    assert not has_cases()
    build_cases(NOW)
    assert has_cases()
    assert len(TRUTH) == 5
    for path in TRUTH:
        _equals_the_truth(path)
    phases = set(Case.objects.values_list("phase", flat=True))
    waiting = {"awaiting_correction", "awaiting_payment", "awaiting_reasons"}
    assert phases == {"new", "received", "processing", "decided", "served", "closed"} | waiting
    assert Case.objects.filter(due_on=date(2026, 9, 22), phase="processing").count() == 5
    assert Case.objects.filter(due_on__lt=NOW.date(), phase="processing").count() == 5
    assert list(journal_faults(NOW)) == []


def _equals_the_truth(path: Path) -> None:
    truth = json.loads(path.read_text("utf-8"))
    organ = Organ.objects.get(ref=ORGANS[path.stem])
    edition = edition_for(2023)
    tally = tally_requests(case_facts(organ, 2023), 2023, edition)
    expected = {ref: value or 0 for ref, value in truth["cells"].items() if ref.startswith("requests/")}
    assert len(expected) == 25 * 7
    counted = {ref: tally.figures[ref].value for ref in expected}
    assert counted == expected, path.stem
    assert not tally.leftovers
