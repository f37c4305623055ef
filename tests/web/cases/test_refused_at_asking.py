"""What could not be granted is refused when it is asked for, and is not offered."""

from __future__ import annotations

from datetime import datetime

import pytest
from cases_world import NOW, at_counter, later, officer
from web_world import World

from gongkai.errors import InputError, ProcedureError
from gongkai.web.cases import queries
from gongkai.web.cases.actions import assign, extend
from gongkai.web.cases.models import Case, ExtensionRequest
from gongkai.web.desk.acts import acts_for

pytestmark = pytest.mark.django_db


def offered(world: World, case: Case, now: datetime = NOW) -> set[str]:
    case.refresh_from_db()
    viewer = officer(world, now)
    return {act.address.rsplit("/", 2)[1] for act in acts_for(viewer, case, queries.clock_of(viewer, case))}


def test_more_than_twenty_working_days_are_refused_when_they_are_asked_for(world: World) -> None:
    """oir#33.2."""
    case = at_counter(world)
    with pytest.raises(ProcedureError, match="最长不得超过20个工作日"):
        extend.ask_extension(officer(world), case, version=case.version, days=21, reason="材料多")
    assert not ExtensionRequest.objects.exists()


def test_a_second_extension_is_neither_offered_nor_taken(world: World) -> None:
    """oir#33.2: once in a period."""
    case = at_counter(world)
    assert "ask-extension" in offered(world, case)
    asked = extend.ask_extension(officer(world), case, version=case.version, days=10, reason="材料多")
    extend.approve_extension(world.viewer("disclosure_head", "street"), asked, version=asked.case.version)
    assert "ask-extension" not in offered(world, case)
    with pytest.raises(ProcedureError, match="只能有一次"):
        extend.ask_extension(officer(world), case, version=case.version, days=5, reason="还多")


def test_an_extension_is_not_offered_after_the_period(world: World) -> None:
    assert "ask-extension" not in offered(world, at_counter(world), later(60))


def test_a_correction_is_offered_for_seven_working_days_and_no_longer(world: World) -> None:
    """oir#30."""
    case = at_counter(world)
    assert "ask-correction" in offered(world, case)
    assert "ask-correction" not in offered(world, case, later(30))


def test_a_case_is_handed_to_somebody_else_only(world: World) -> None:
    case, other = at_counter(world), world.hire("officer", "street", "另一位经办人")
    assert list(queries.officers_for(officer(world), case)) == [other]
    own = world.hire("officer", "street")
    with pytest.raises(InputError, match="已经由"):
        assign.hand_over(officer(world), case, own, version=case.version, reason="外出")
