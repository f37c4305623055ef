"""Looks with a reason, from the case page to the desk of the security administrator."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases_world import at_counter
from django.test import Client
from web_world import PASSWORD, World

from gongkai.web.cases.models import Case
from gongkai.web.journal.models import Entry
from gongkai.web.organs.models import Account, DeclaredLook

pytestmark = pytest.mark.django_db
SAID = {"reason": "核查投诉", "password": PASSWORD}


@pytest.fixture
def case(world: World) -> Case:
    return at_counter(world)


def test_a_leader_sees_the_name_after_reason_and_password_and_only_once(
    world: World, sign_in: Callable[[Account], Client], case: Case
) -> None:
    browser, address = sign_in(world.hire("principal_leader", "street")), f"/desk/cases/{case.ref}/look/"
    assert address in browser.get(f"/desk/cases/{case.ref}/").content.decode()
    assert "张三丰" in browser.post(address, SAID).content.decode()
    assert "张三丰" not in browser.get(address).content.decode()
    assert [entry.action for entry in Entry.objects.order_by("-sequence")[:2]] == [
        "cases.read_identity",
        "organs.declare_look",
    ]


def test_a_wrong_password_shows_nothing(world: World, sign_in: Callable[[Account], Client], case: Case) -> None:
    browser = sign_in(world.hire("auditor", "street"))
    answer = browser.post(f"/desk/cases/{case.ref}/look/", SAID | {"password": "wrong"})
    assert answer.status_code == 422
    assert "张三丰" not in answer.content.decode()
    assert not DeclaredLook.objects.exists()


def test_the_auditor_reads_what_was_asked_for_this_one_look(
    world: World, sign_in: Callable[[Account], Client], case: Case
) -> None:
    browser = sign_in(world.hire("auditor", "street"))
    assert case.description not in browser.get(f"/desk/cases/{case.ref}/").content.decode()
    assert case.description in browser.post(f"/desk/cases/{case.ref}/look/", SAID).content.decode()


def test_the_security_administrator_is_told_who_looked_and_why_but_not_what_was_seen(
    world: World, sign_in: Callable[[Account], Client], case: Case
) -> None:
    sign_in(world.hire("principal_leader", "street")).post(f"/desk/cases/{case.ref}/look/", SAID)
    security = sign_in(world.hire("security_administrator", "district"))
    assert "待核对" in security.get("/desk/").content.decode()
    page = security.get("/desk/looks/").content.decode()
    assert "核查投诉" in page
    assert "张三丰" not in page
    security.post(f"/desk/looks/{DeclaredLook.objects.get().pk}/note/")
    assert "待核对" not in security.get("/desk/").content.decode()
