"""The first page of the desk: what waits, sorted by why it waits and by its last day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from cases_world import at_counter, drafted, file, officer
from django.test import Client
from django.utils import timezone
from web_world import NOW, World

from gongkai.web.cases.actions.draft_reply import submit_reply
from gongkai.web.desk import tasks
from gongkai.web.desk.task import Task, Waits
from gongkai.web.desk.tasks import task_groups
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)


def waiting(world: World, role: str = "officer", **when: object) -> dict[Waits, list[str]]:
    viewer = world.viewer(role, "street", **when)  # type: ignore[arg-type]
    return {group.waits: [task.title for task in group.tasks] for group in task_groups(viewer)}


def test_a_case_moves_from_the_rest_to_due_soon_to_overdue(world: World) -> None:
    case = at_counter(world)
    assert case.due_on is not None
    last = NOW + (case.due_on - TODAY)
    assert waiting(world) == {Waits.REST: [case.number]}
    assert waiting(world, now=last) == {Waits.SOON: [case.number]}
    assert waiting(world, now=last + timedelta(days=1)) == {Waits.OVERDUE: [case.number]}


def test_what_nobody_has_taken_waits_for_registration(world: World) -> None:
    case = file(world).case
    assert waiting(world) == {Waits.REGISTER: [case.number]}


def test_a_reply_in_review_waits_for_its_reviewer_and_not_for_its_author(world: World) -> None:
    case = at_counter(world)
    submit_reply(officer(world), drafted(world, case), version=1)
    world.hire("officer", "street", "colleague")
    assert Waits.REVIEW not in waiting(world)
    assert list(waiting(world, username="colleague")) == [Waits.REVIEW]


def test_a_room_adds_its_own_tasks_and_the_earliest_day_comes_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [TODAY + timedelta(days=n) for n in (3, 1, 2)]
    found = [Task(Waits.PUBLISH, str(day), "", "主动公开", due_on=day) for day in days]
    monkeypatch.setattr(tasks, "SOURCES", (*tasks.SOURCES, lambda viewer: found))
    assert waiting(world) == {Waits.PUBLISH: [str(day) for day in sorted(days)]}


def test_the_address_of_a_case_leads_who_may_register_it_to_its_registration(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    case = file(world).case
    browser = sign_in(world.hire("officer", "street"))
    assert browser.get(f"/desk/cases/{case.ref}/")["Location"] == f"/desk/cases/{case.ref}/register/"
    stranger = sign_in(world.hire("officer", "lane"))
    assert stranger.get(f"/desk/cases/{case.ref}/").status_code == 404
