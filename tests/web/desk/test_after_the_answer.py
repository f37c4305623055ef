"""What the desk offers around an answer: clearing its files, telling a third party, supplementing and correcting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from cases_world import at_counter, decided, file, officer, pass_all
from django.test import Client
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.cases.actions import consult, draft_reply, keep_file, register, serve
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Attachment, Case, Reply
from gongkai.web.cases.queries import answers_to_applicant
from gongkai.web.organs.access import public_viewer
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(world: World, sign_in: Callable[[Account], Client]) -> Client:
    return sign_in(world.hire("officer", "street"))


def served(world: World, case: Case) -> Case:
    serve.serve_letter(officer(world), decided(world, case).letter, method="electronic")
    case.refresh_from_db()
    return case


def supplement(world: World, case: Case) -> Reply:
    return draft_reply.draft_reply(
        officer(world), case, version=case.version, outcome="granted", text="补充如下。", kind="supplement"
    )


def test_a_flagged_file_is_cleared_with_a_reason(world: World, browser: Client) -> None:
    case = at_counter(world)
    kept = keep_file.add_file(officer(world), case, Upload("a.txt", b"x", "answer"), version=case.version)
    Attachment.objects.filter(pk=kept.pk).update(checked="flagged", findings=["第1行疑似身份证号码"])
    address = f"/desk/cases/{case.ref}/files/{kept.ref}/clear/"
    assert "第1行疑似身份证号码" in browser.get(address).content.decode()
    case.refresh_from_db()
    answer = browser.post(address, {"reason": "是办事机构公开的号码", "version": case.version})
    kept.refresh_from_db()
    assert (answer.status_code, kept.checked) == (302, "cleared")


def test_a_third_party_that_objected_is_told_once(world: World, browser: Client) -> None:
    case = at_counter(world)
    asked = consult.send_consultation(
        officer(world), case, version=case.version, kind="third_party", about="合同金额", receiver="某公司"
    )
    consult.deliver_consultation(officer(world), asked)
    page, step = f"/desk/cases/{case.ref}/", f"/desk/cases/{case.ref}/tell-third-party/"
    assert step not in browser.get(page).content.decode()
    consult.receive_opinion(officer(world), asked, opinion="objects", text="商业秘密")
    assert step in browser.get(page).content.decode()
    case.refresh_from_db()
    browser.post(step, {"consultation": asked.pk, "why": "公共利益", "version": case.version})
    assert case.letters.filter(kind="third_party_notice").count() == 1
    assert step not in browser.get(page).content.decode()


def test_a_served_answer_can_be_supplemented_and_corrected_from_the_case_page(world: World, browser: Client) -> None:
    case = served(world, at_counter(world))
    page = browser.get(f"/desk/cases/{case.ref}/").content.decode()
    assert "起草补充答复" in page
    address = f"/desk/cases/{case.ref}/reply/?kind=correction"
    assert address in page
    said = {"outcome": "granted", "text": "更正如下。", "version": case.version}
    assert browser.post(address, said).status_code == 302
    assert case.replies.order_by("-pk").first().kind == "correction"


def test_an_answer_not_yet_served_cannot_be_supplemented(world: World) -> None:
    with pytest.raises(InputError, match="还没有答复送达"):
        supplement(world, at_counter(world))


def test_a_file_added_after_service_reaches_the_applicant_only_with_the_next_answer(world: World) -> None:
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    case = served(world, filed.case)
    after = officer(world, NOW + timedelta(hours=1))
    keep_file.add_file(after, case, Upload("b.txt", b"more", "answer"), version=case.version)
    assert not answers_to_applicant(public_viewer(NOW), case, filed.code).exists()
    case.refresh_from_db()
    reply = supplement(world, case)
    pass_all(world, draft_reply.submit_reply(after, reply, version=reply.version))
    assert not answers_to_applicant(public_viewer(NOW), case, filed.code).exists()
    reply.refresh_from_db()
    serve.serve_letter(officer(world, NOW + timedelta(hours=2)), reply.letter, method="electronic")
    assert answers_to_applicant(public_viewer(NOW), case, filed.code).count() == 1
