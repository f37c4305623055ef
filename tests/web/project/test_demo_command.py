"""`gongkai manage demo`: what is missing is built, what is there stays, and the way in is printed."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from gongkai.errors import InputError
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.world import world
from gongkai.web.project.management.commands import demo

pytestmark = pytest.mark.django_db
PARTS = ("cases", "registers", "items", "standing", "reports", "county")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, settings) -> list[str]:
    """The parts that were built, in order; each is there from then on. The world itself is built for real."""
    settings.GONGKAI_DEMO = True
    done: list[str] = []
    for part in PARTS:
        monkeypatch.setattr(demo, f"has_{part}", lambda part=part: part in done)
        monkeypatch.setattr(demo, f"build_{part}", lambda now, part=part: done.append(part))
    return done


def run() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_all_parts_are_built_in_their_order_and_the_log_ins_printed(built: list[str]) -> None:
    said = run()
    assert tuple(built) == PARTS
    assert world()["password"] in said
    staff = Account.objects.filter(kind="staff")
    assert staff.exists()
    assert [name for name in staff.values_list("username", flat=True) if name not in said] == []


def test_a_second_run_builds_nothing_again(built: list[str]) -> None:
    run()
    before = (Organ.objects.count(), Account.objects.count())
    assert "正在建立" not in run()
    assert ((Organ.objects.count(), Account.objects.count()), tuple(built)) == (before, PARTS)


def test_outside_demo_mode_nothing_is_built(built: list[str], settings) -> None:
    settings.GONGKAI_DEMO = False
    with pytest.raises(InputError, match="演示模式"):
        run()
    assert not Organ.objects.exists()
    assert built == []
