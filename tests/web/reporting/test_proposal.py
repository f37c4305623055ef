from __future__ import annotations

import pytest
from reporting_world import YEAR, add_case, close_books, officer
from web_world import World

from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.judging import judge

pytestmark = pytest.mark.django_db
OUTCOMES = (
    *("granted",) * 9,
    "partly_granted",
    "refused.third_party_rights",
    "refused.internal_affairs",
    *("unavailable.other_organ",) * 4,
    "not_processed.repeated",
)
FILL_IN = "GK925"


@pytest.mark.parametrize("outcomes", [OUTCOMES, ()], ids=["many outcomes", "nothing at all"])
def test_a_proposed_text_gives_the_checker_nothing_to_say_but_what_is_to_be_filled_in(
    world: World, outcomes: tuple[str, ...]
) -> None:
    for serial, outcome in enumerate(outcomes, 1):
        add_case(world, serial, outcome=outcome)
    close_books(world)
    report = compile_report(officer(world), world.organs["street"], YEAR)
    assert {found.code for found in judge(report).settled.open} == {FILL_IN}
