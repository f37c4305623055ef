from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongkai.web.organs.access import viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.county import build_county, has_county
from gongkai.web.project.demo.world import build_world
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.models import ReportCell, Submission
from gongkai.web.reporting.queries.upward import board

JANUARY = datetime(2027, 1, 20, 2, tzinfo=UTC)


@pytest.mark.django_db
def test_the_demo_county_shows_every_state_and_can_be_rolled_up() -> None:
    build_world(JANUARY)
    build_county(JANUARY)
    office = viewer_of(Account.objects.get(username="superior6"), JANUARY)
    county = Organ.objects.get(ref="992121")
    shown = board(office, county, 2026)
    assert {state: shown.count(state) for state in ("accepted", "submitted", "returned", "missing")} == {
        "accepted": 2,
        "submitted": 3,
        "returned": 1,
        "missing": 2,
    }
    assert [row.organ.name for row in Submission.objects.filter(is_entered=True)] == ["青岚县白石乡人民政府"]
    assert has_county()
    rollup = roll_up(office, county, 2026)
    assert ReportCell.objects.get(report=rollup, cell="requests/received/total").counted == 14 + 10 + 14
