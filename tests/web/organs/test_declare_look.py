"""† of the policy: a reason and the password again, one entry, one look."""

from __future__ import annotations

import pytest
from web_world import NOW, PASSWORD, World

from gongkai.errors import InputError
from gongkai.web.journal.models import Entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Target, may, viewer_of
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
    assert not Entry.objects.exists()
