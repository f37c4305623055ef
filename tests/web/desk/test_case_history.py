"""The case page tells what happened, refusals and corrections included, and asks before odd entries stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from cases_world import at_counter, officer
from django.test import Client
from web_world import World

from gongkai.web.cases.actions import extend, keep_record
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
TICK = 'type="checkbox" name="sure_new_on"'


def test_the_history_says_from_which_day_to_which_a_date_was_corrected(world: World, sign_in: SignIn) -> None:
    case = at_counter(world)
    for day in (date(2026, 9, 17), date(2026, 9, 16)):
        event = case.events.get(kind="received")
        keep_record.correct_date(officer(world), event, version=event.case.version, new_on=day, reason="抄错")
    page = sign_in(world.hire("officer", "street")).get(f"/desk/cases/{case.ref}/").content.decode()
    assert "由2026-09-21更正为2026-09-17" in page
    assert "由2026-09-17更正为2026-09-16" in page


def test_the_history_tells_of_an_extension_that_was_refused(world: World, sign_in: SignIn) -> None:
    case = at_counter(world)
    asked = extend.ask_extension(officer(world), case, version=case.version, days=10, reason="材料多")
    head = world.viewer("disclosure_head", "street")
    extend.refuse_extension(head, asked, version=asked.case.version, remark="材料不多")
    page = sign_in(world.hire("officer", "street")).get(f"/desk/cases/{case.ref}/").content.decode()
    assert "延期10个工作日的申请未获批准：材料不多" in page


def test_the_tick_that_confirms_an_odd_day_appears_with_the_question(world: World, sign_in: SignIn) -> None:
    case = at_counter(world)
    browser, event = sign_in(world.hire("officer", "street")), case.events.get(kind="received")
    address = f"/desk/cases/{case.ref}/correct-date/"
    assert TICK not in browser.get(address).content.decode()
    said = {"version": case.version, "event": event.pk, "new_on": "2026-06-01", "reason": "抄错"}
    assert TICK in browser.post(address, said).content.decode()
    assert browser.post(address, said | {"sure_new_on": "on"}).status_code == 302
