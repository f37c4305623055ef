"""The applicant's own pages: with an account, without one; particulars corrected and erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases_world import application, decided, file, key, officer
from django.test import Client
from web_world import NOW, World

from gongkai.web.cases.actions import file_application, register, serve
from gongkai.web.cases.models import Case, Identity
from gongkai.web.organs.access import viewer_of
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
CORRECTED = {
    "name": "张三峰",
    "document_kind": "identity_card",
    "document_number": "11010519491231002X",
    "phone": "13900139000",
}


@pytest.fixture
def account() -> Account:
    return Account.objects.create(username="applicant", created_at=NOW)


def filed_by(account: Account, world: World) -> Case:
    return file_application.file_application(
        viewer_of(account, NOW), world.organs["street"], application(), key=key(), accepts_receipt=True
    ).case


def opened_with_code(world: World, case: Case, code: str) -> Client:
    browser = Client()
    said = {"organ": "street", "number": f"{case.year}-{case.serial}", "code": code}
    assert browser.post("/status/", said)["Location"] == "/status/case/"
    return browser


def test_anybody_registers_an_account_and_finds_it_empty(world: World) -> None:
    browser = Client()
    password = "correct horse battery"
    said = {"username": "citizen", "password1": password, "password2": password}
    answer = browser.post("/accounts/signup/", said, follow=True)
    assert Account.objects.get(username="citizen").kind == "applicant"
    assert answer.redirect_chain[-1][0] == "/mine/"
    assert "您还没有登录后提交的申请" in answer.content.decode()


def test_the_page_for_registering_is_in_plain_chinese(world: World) -> None:
    page = Client().get("/accounts/signup/").content.decode()
    assert "注册申请人账号" in page
    assert "Sign Up" not in page


def test_who_signed_in_finds_their_applications_and_opens_one_without_code(
    world: World, sign_in: Callable[[Account], Client], account: Account
) -> None:
    mine, other = filed_by(account, world), file(world).case
    browser = sign_in(account)
    page = browser.get("/mine/").content.decode()
    assert mine.number in page
    assert other.number not in page
    assert mine.number in browser.get(f"/mine/{mine.ref}/", follow=True).content.decode()


def test_nobody_opens_anothers_application_by_its_reference(
    world: World, sign_in: Callable[[Account], Client], account: Account
) -> None:
    other = file(world).case
    assert sign_in(account).get(f"/mine/{other.ref}/").status_code == 404
    assert Client().get(f"/mine/{other.ref}/").status_code == 404


def test_particulars_are_corrected_with_the_query_code_and_stay_masked(world: World) -> None:
    filed = file(world)
    browser = opened_with_code(world, filed.case, filed.code)
    version = Identity.objects.get(case=filed.case).version
    assert "张三丰" not in browser.get("/status/identity/").content.decode()
    answer = browser.post("/status/identity/", CORRECTED | {"version": version})
    assert answer["Location"] == "/status/case/"
    assert Identity.objects.get(case=filed.case).version == version + 1
    assert "13900139000" not in browser.get("/status/case/").content.decode()


def test_particulars_are_erased_once_the_case_is_closed_and_not_before(world: World) -> None:
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    browser = opened_with_code(world, filed.case, filed.code)
    browser.post("/status/identity/erase/", {"reason": "本人要求", "sure": "on"})
    assert Identity.objects.get(case=filed.case).erased_at is None
    serve.serve_letter(officer(world), decided(world, filed.case).letter, method="electronic")
    browser.post("/status/identity/erase/", {"reason": "本人要求", "sure": "on"})
    assert Identity.objects.get(case=filed.case).erased_at is not None
    assert "已经依法删除" in browser.get("/status/case/").content.decode()


def test_a_step_on_a_case_not_yet_ones_own_leads_back_to_a_page_that_opens(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    case = file(world).case
    page = sign_in(world.hire("officer", "street")).get(f"/desk/cases/{case.ref}/register/").content.decode()
    assert f'href="/desk/cases/{case.ref}/"' not in page
    assert 'href="/desk/cases/"' in page
