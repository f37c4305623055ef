from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from reporting_world import YEAR
from upward_world import office, send
from web_world import World

from gongkai.errors import InputError
from gongkai.web.cases.models import Notification
from gongkai.web.organs.access import Refused
from gongkai.web.reporting.actions.remind import remind, remind_by_plan
from gongkai.web.reporting.due_days import due_of, plan, stage_due
from gongkai.web.reporting.models import Reminder


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "level", "on", "basis"),
    [
        ("department", "county", date(2027, 1, 31), "oir#49.1"),
        ("dispatched", "township", date(2027, 1, 31), "oir#49.1"),
        ("government", "county", date(2027, 3, 31), "oir#49.2"),
        ("government", "province", date(2027, 3, 31), "oir#49.2"),
    ],
)
def test_the_last_day_is_that_of_article_49(kind: str, level: str, on: date, basis: str) -> None:
    assert (due_of(kind, level, 2026).on, due_of(kind, level, 2026).basis) == (on, basis)


def test_a_township_follows_the_departments_by_custom_and_says_so() -> None:
    assert due_of("government", "township", 2026).is_custom
    assert due_of("government", "township", 2026).on == date(2027, 1, 31)


def test_the_plan_reminds_before_on_and_after_the_last_day() -> None:
    days = [stage.day for stage in plan()]
    assert min(days) < 0 < max(days)
    assert 0 in days


def test_before_the_first_step_nobody_is_reminded() -> None:
    assert stage_due(date(2027, 1, 31), date(2027, 1, 1)) is None


def test_months_after_the_last_step_the_plan_is_over() -> None:
    assert stage_due(date(2027, 1, 31), date(2027, 12, 24)) is None


@pytest.mark.django_db
def test_each_step_of_the_plan_reminds_whoever_is_missing_once(world: World) -> None:
    for organ in ("street", "lane"):
        world.hire("officer", organ)
    send(world, "street")
    last_day = due_of("dispatched", "township", YEAR).on
    for day in range(-40, 15):
        for _ in range(2):
            remind_by_plan(noon(last_day + timedelta(days=day)))
    made = Reminder.objects.filter(organ__ref="lane").order_by("at").values_list("stage", flat=True)
    assert list(made) == [stage.id for stage in plan()]
    assert not Reminder.objects.filter(organ__ref="street").exists()


@pytest.mark.django_db
def test_a_step_that_was_missed_is_not_made_up_for(world: World) -> None:
    world.hire("officer", "lane")
    remind_by_plan(noon(due_of("dispatched", "township", YEAR).on))
    assert list(Reminder.objects.filter(organ__ref="lane").values_list("stage", flat=True)) == ["last"]


@pytest.mark.django_db
def test_a_person_above_reminds_who_is_missing_and_passes_over_who_is_not(world: World) -> None:
    world.hire("officer", "lane")
    send(world, "street")
    made = remind(office(world), [world.organs["street"], world.organs["lane"]], YEAR)
    assert [reminder.organ.ref for reminder in made] == ["lane"]
    assert Notification.objects.filter(recipient__home__ref="lane", text__contains="还没有报送").count() == 1


@pytest.mark.django_db
def test_nobody_reminds_the_organs_of_another_district(world: World) -> None:
    with pytest.raises(Refused):
        remind(office(world), [world.organs["street2"]], YEAR)


@pytest.mark.django_db
def test_reminding_those_who_sent_is_refused(world: World) -> None:
    send(world, "street")
    with pytest.raises(InputError, match="都已报送"):
        remind(office(world), [world.organs["street"]], YEAR)
