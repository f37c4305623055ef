"""The application that a browser has opened: sealed in its cookie, and closed in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cases_world import file
from django.conf import settings
from django.test import Client
from django.utils import timezone
from web_world import NOW, World

from gongkai.web.cases.actions.file_application import Filed
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
NAME = settings.GONGKAI_OPENED_COOKIE


def browser_with(filed: Filed) -> Client:
    browser, case = Client(), filed.case
    said = {"organ": case.organ.ref, "number": f"{case.year}-{case.serial}", "code": filed.code}
    browser.post("/status/", said)
    assert browser.get("/status/case/").status_code == 200
    return browser


def shuts(browser: Client) -> bool:
    return browser.get("/status/case/")["Location"] == "/status/"


def test_the_cookie_holds_neither_number_nor_code_in_clear(world: World) -> None:
    filed = file(world)
    cookie = browser_with(filed).cookies[NAME]
    assert all(word not in cookie.value for word in (filed.code, "street"))
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_after_eight_hours_the_application_is_closed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, now = browser_with(file(world)), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=7, minutes=59))
    assert not browser.get("/status/case/").has_header("Location")
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=8, minutes=1))
    assert shuts(browser)


def test_a_changed_cookie_opens_nothing(world: World) -> None:
    browser = browser_with(file(world))
    browser.cookies[NAME] = browser.cookies[NAME].value[:-8] + "AAAAAAA="
    assert shuts(browser)


def test_closing_takes_the_cookie_away(world: World) -> None:
    browser = browser_with(file(world))
    browser.post("/status/close/")
    assert browser.cookies[NAME].value == ""
    assert shuts(browser)


def test_whoever_signs_out_closes_what_they_had_opened(world: World) -> None:
    browser = browser_with(file(world))
    citizen = Account.objects.create(username="applicant", created_at=NOW)
    browser.force_login(citizen, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.post("/accounts/logout/")
    assert shuts(browser)
