"""What the appeals say is what table 四 counts."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from web_world import NOW, World

from gongkai.form import edition_for
from gongkai.tally import tally_remedies
from gongkai.web.appeals.facts import appeal_facts
from gongkai.web.appeals.models import Appeal


def appeal(world: World, route: str, filed: str, result: str = "", closed: str | None = None) -> Appeal:
    return Appeal.objects.create(
        organ=world.organs["street"], route=route, forum="某机关", about="答复", entered_at=NOW,
        filed_on=date.fromisoformat(filed), result=result, closed_on=date.fromisoformat(closed) if closed else None,
    )  # fmt: skip


def counted(world: World, year: int) -> dict[str, object]:
    tally = tally_remedies(appeal_facts(world.organs["street"], year), year, edition_for(year))
    assert not tally.leftovers
    return {ref.removeprefix("remedies/"): figure.value for ref, figure in tally.figures.items() if figure.value}


def test_each_appeal_counts_under_its_route_and_result(world: World) -> None:
    appeal(world, "reconsideration", "2025-02-01", "corrected", "2025-04-01")
    appeal(world, "litigation_direct", "2025-03-01", "upheld", "2025-09-01")
    assert counted(world, 2025) == {
        "reconsideration/corrected": 1,
        "reconsideration/total": 1,
        "litigation_direct/upheld": 1,
        "litigation_direct/total": 1,
    }


def test_one_decided_in_the_next_year_is_pending_in_this(world: World) -> None:
    appeal(world, "litigation_after_reconsideration", "2025-11-01", "upheld", "2026-02-01")
    assert counted(world, 2025)["litigation_after_reconsideration/pending"] == 1
    assert counted(world, 2026)["litigation_after_reconsideration/upheld"] == 1
    assert counted(world, 2027) == {}


def test_an_outcome_without_its_day_cannot_be_kept(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        appeal(world, "reconsideration", "2025-02-01", "corrected")
