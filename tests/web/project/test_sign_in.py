"""Signing in: second factor, lock-out, sessions that end, people who are disabled or moved while signed in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from web_world import NOW, PASSWORD, World

from gongkai.web.journal.models import Entry
from gongkai.web.organs.models import Account, Post
from gongkai.web.organs.sign_in import SEEN, STARTED, client_address

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_staff_with_a_second_factor_sign_in_with_both(world: World) -> None:
    person = world.hire("officer", "street")
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    assert secret not in str(Authenticator.objects.get(user=person).data)
    browser = Client()
    first = browser.post(LOGIN, {"login": person.username, "password": PASSWORD})
    assert "2fa" in first["Location"]
    assert browser.get("/desk/").status_code == 302
    second = browser.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert second["Location"] == "/desk/"
    assert browser.get("/desk/").status_code == 200
    assert [e.action for e in Entry.objects.all()] == ["organs.sign_in"]


def test_five_wrong_passwords_lock_the_account_and_nobody_else(world: World, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    person, other = world.hire("officer", "street"), world.hire("officer", "lane")
    browser = Client()
    for _ in range(5):
        browser.post(LOGIN, {"login": person.username, "password": "wrong"})
    locked = browser.post(LOGIN, {"login": person.username, "password": PASSWORD})
    assert locked.status_code == 429
    assert browser.post(LOGIN, {"login": other.username, "password": PASSWORD}).status_code == 302


def test_a_wrong_name_and_a_wrong_password_read_the_same(world: World) -> None:
    world.hire("officer", "street", "somebody")
    pages = [
        Client().post(LOGIN, {"login": name, "password": "wrong"}).content.decode() for name in ("somebody", "nobodyy")
    ]
    assert strip(pages[0]).replace("somebody", "") == strip(pages[1]).replace("nobodyy", "")


def strip(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize(("name", "age"), [(SEEN, 31 * 60), (STARTED, 8 * 60 * 60 + 1)])
def test_a_session_ends_idle_or_old(world: World, sign_in: Callable[[Account], Client], name: str, age: int) -> None:
    browser = sign_in(world.hire("officer", "street"))
    assert browser.get("/desk/").status_code == 200
    session = browser.session
    session[name] -= age
    session.save()
    assert browser.get("/desk/").status_code == 302


def test_a_disabled_account_is_out_with_the_next_request(world: World, sign_in: Callable[[Account], Client]) -> None:
    person = world.hire("officer", "street")
    browser = sign_in(person)
    assert browser.get("/desk/").status_code == 200
    Account.objects.filter(pk=person.pk).update(is_active=False)
    assert browser.get("/desk/").status_code == 302


def test_an_ended_post_is_gone_with_the_next_request(world: World, sign_in: Callable[[Account], Client]) -> None:
    person = world.hire("auditor", "city")
    browser = sign_in(person)
    assert browser.get("/desk/journal/").status_code == 200
    Post.objects.filter(account=person).update(ended_at=NOW)
    assert browser.get("/desk/journal/").status_code == 404


def test_a_first_password_must_be_changed_before_anything_else(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    person = world.hire("officer", "street")
    Account.objects.filter(pk=person.pk).update(must_change_password=True)
    browser = sign_in(person)
    assert browser.get("/desk/")["Location"] == "/accounts/password/change/"
    new = "quite another pass-phrase 77"
    answer = browser.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password(new)
    assert not person.must_change_password
    assert "organs.change_password" in [e.action for e in Entry.objects.all()]


def test_an_applicant_opens_an_account_that_has_no_power(db: None) -> None:
    browser = Client()
    values = {"username": "citizen", "password1": "a long pass-phrase 9", "password2": "a long pass-phrase 9"}
    values |= {"kind": "staff", "is_active": "1", "home": "1", "role": "auditor"}
    assert browser.post("/accounts/signup/", values).status_code == 302
    account = Account.objects.get(username="citizen")
    assert (account.kind, account.home, account.posts.count()) == ("applicant", None, 0)
    assert browser.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "remote", "said", "seen"),
    [
        ((), "9.9.9.9", "1.1.1.1", "9.9.9.9"),
        (("10.0.0.1",), "10.0.0.1", "1.1.1.1", "1.1.1.1"),
        (("10.0.0.1",), "10.0.0.1", "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (("10.0.0.1",), "9.9.9.9", "1.1.1.1", "9.9.9.9"),
        (("10.0.0.1",), "10.0.0.1", "nonsense", "0.0.0.0"),
    ],
)
def test_only_a_trusted_proxy_may_say_where_a_request_comes_from(
    rf, settings, proxies: tuple[str, ...], remote: str, said: str, seen: str
) -> None:
    settings.GONGKAI_TRUSTED_PROXIES = proxies
    assert client_address(rf.get("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": said})) == seen
