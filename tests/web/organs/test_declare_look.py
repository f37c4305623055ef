"""† of the policy: a reason and the password again, one entry, one look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from web_world import NOW, PASSWORD, World

from gongkai.errors import InputError
from gongkai.web.journal.models import Entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Target, Viewer, may, viewer_of
from gongkai.web.organs.actions.declare_look import declare_look

pytestmark = pytest.mark.django_db
CASE = Subject("request_case", "c1", "street")


def test_a_declared_look_opens_what_the_policy_marks_and_leaves_a_trace(world: World) -> None:
    auditor = world.hire("auditor", "district")
    viewer = viewer_of(auditor, NOW)
    case = Target("request_case", organ_id=world.organs["street"].pk)
    declared = declare_look(viewer, CASE, password=PASSWORD, reason="核查投诉")
    assert may(declared, "read", case)
    assert not may(viewer, "read", case)
    assert [(e.action, e.reason) for e in Entry.objects.all()] == [("organs.declare_look", "核查投诉")]


@pytest.mark.parametrize(("password", "reason"), [("wrong", "核查"), (PASSWORD, " "), ("", "")])
def test_without_password_or_reason_there_is_no_look(world: World, password: str, reason: str) -> None:
    viewer = world.viewer("auditor", "district")
    with pytest.raises(InputError):
        declare_look(viewer, CASE, password=password, reason=reason)
    assert not Entry.objects.filter(action="organs.declare_look").exists()


def guess(viewer: Viewer, password: str = "wrong") -> InputError:
    with pytest.raises(InputError) as caught:
        declare_look(viewer, CASE, password=password, reason="核查")
    return caught.value


def test_after_five_wrong_passwords_not_even_the_right_one_is_taken(world: World) -> None:
    viewer = world.viewer("auditor", "district")
    assert ["锁定" in str(guess(viewer)) for _ in range(7)] == [False] * 5 + [True] * 2
    assert "锁定" in str(guess(viewer, PASSWORD))


def test_the_lock_ends_after_a_quarter_of_an_hour(world: World) -> None:
    for _ in range(5):
        guess(world.viewer("auditor", "district"))
    later = world.viewer("auditor", "district", now=NOW + timedelta(minutes=16))
    assert declare_look(later, CASE, password=PASSWORD, reason="核查").declared


def test_the_lock_meets_nobody_else_and_each_mistake_is_in_the_journal(world: World) -> None:
    for _ in range(6):
        guess(world.viewer("auditor", "district"))
    assert Entry.objects.filter(action="organs.mistake_password", object_ref="c1").count() == 5
    other = world.viewer("auditor", "city")
    assert declare_look(other, CASE, password=PASSWORD, reason="核查").declared
