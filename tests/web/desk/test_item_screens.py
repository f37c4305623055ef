"""The screens of proactive disclosure, as a browser without script sees them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from files_world import PNG
from items_world import cleared, content, drafted, officer, passed, published, submitted
from web_world import NOW, PASSWORD, World

from gongkai.web.desk.item_tasks import item_tasks
from gongkai.web.desk.item_words import FIELDS, GATES
from gongkai.web.desk.task import Waits
from gongkai.web.disclosure.actions.correct_item import order_correction
from gongkai.web.disclosure.actions.draft_item import draft_item, save_item
from gongkai.web.disclosure.actions.keep_files import Upload, add_file
from gongkai.web.disclosure.contents import NAMES
from gongkai.web.disclosure.gates import GATES as RUN
from gongkai.web.disclosure.models import Item, ListedWord
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
SAID = {
    "title": "关于冬季取暖安全的通告",
    "made_on": "2026-09-14",
    "kind": "document",
    "category": "emergencies",
    "validity": "in_force",
    "attribute": "public",
    "body": "第一段\n\n第二段",
}


@pytest.fixture
def browser(world: World, sign_in: Callable[[Account], Client]) -> Client:
    return sign_in(world.hire("officer", "street"))


def test_an_item_is_begun_with_plain_text_and_gets_its_paragraphs(world: World, browser: Client) -> None:
    answer = browser.post("/desk/items/new/", {**SAID, "organ": "street"})
    item = Item.objects.get()
    assert answer.headers["Location"] == f"/desk/items/{item.ref}/edit/"
    assert item.body == "<p>第一段</p><p>第二段</p>"


def test_a_field_that_is_wrong_is_named_and_nothing_typed_is_lost(world: World, browser: Client) -> None:
    answer = browser.post("/desk/items/new/", {**SAID, "organ": "street", "category": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_category"' in page
    assert "第二段" in page


def test_the_editor_shows_simple_text_as_text_and_rich_text_as_it_is_kept(world: World, browser: Client) -> None:
    plain, rich = drafted(world), drafted(world, body="<table><tr><td>甲</td></tr></table>")
    assert "&lt;p&gt;" not in browser.get(f"/desk/items/{plain.ref}/edit/").content.decode()
    assert "&lt;table&gt;" in browser.get(f"/desk/items/{rich.ref}/edit/").content.decode()


def test_two_who_save_see_both_versions_and_can_go_on(world: World, browser: Client) -> None:
    item = drafted(world)
    save_item(officer(world), item, content(title="别人的标题"), version=item.version)
    answer = browser.post(f"/desk/items/{item.ref}/edit/", {**SAID, "title": "我的标题", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<del>别人</del>" in page
    assert "<ins>我</ins>" in page
    version = Item.objects.get(pk=item.pk).version
    assert f'name="version" value="{version}"' in page
    assert browser.post(f"/desk/items/{item.ref}/edit/", {**SAID, "version": version}).status_code == 302


def test_a_file_is_added_shown_sent_and_taken_away(world: World, browser: Client) -> None:
    item = drafted(world)
    given = {"file": SimpleUploadedFile("清单.txt", "清单".encode()), "version": item.version}
    browser.post(f"/desk/items/{item.ref}/files/add/", given)
    file = item.files.get()
    answer = browser.get(f"/desk/items/{item.ref}/files/{file.ref}/")
    assert answer.content == "清单".encode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    browser.post(f"/desk/items/{item.ref}/files/{file.ref}/remove/")
    assert not item.files.exists()


def test_the_editor_gets_its_picture_as_json_and_a_wrong_one_with_the_reason(world: World, browser: Client) -> None:
    item = drafted(world)
    address = f"/desk/items/{item.ref}/files/add/"
    given = {"file": SimpleUploadedFile("图.png", PNG), "version": item.version, "role": "picture"}
    said = json.loads(browser.post(address, given).content)
    assert said["address"] == f"/desk/items/{item.ref}/files/{said['ref']}/"
    wrong = {"file": SimpleUploadedFile("a.txt", b"x"), "version": said["version"], "role": "picture"}
    answer = browser.post(address, wrong)
    assert (answer.status_code, "JPG" in json.loads(answer.content)["error"]) == (422, True)


def test_what_a_check_found_is_shown_with_its_place_and_without_the_number(world: World, browser: Client) -> None:
    item = drafted(world, body="<p>11010519491231002X，13800138000</p>")
    browser.post(f"/desk/items/{item.ref}/gates/check/")
    page = browser.get(f"/desk/items/{item.ref}/gates/").content.decode()
    assert "不能放行" in page
    assert "110105********002X" in page
    assert "11010519491231002X" not in page


def test_a_draft_that_is_stopped_says_so_at_the_step(world: World, browser: Client) -> None:
    item = drafted(world, body="<p>13800138000</p>")
    answer = browser.post(f"/desk/items/{item.ref}/submit/", {"version": item.version})
    assert answer.status_code == 422
    assert f"/desk/items/{item.ref}/gates/" in answer.content.decode()


def test_a_leader_publishes_at_a_set_time(world: World, sign_in: Callable[[Account], Client]) -> None:
    item = passed(world)
    leader = sign_in(world.hire("deputy_leader", "street"))
    said = {"version": item.version, "at": "2099-01-01T09:00"}
    assert leader.post(f"/desk/items/{item.ref}/publish/", said).status_code == 302
    item.refresh_from_db()
    assert (item.state, item.publish_at.year) == ("published", 2099)


def test_urgent_withdrawal_asks_for_the_password_again(world: World, sign_in: Callable[[Account], Client]) -> None:
    item = published(world)
    secrecy = sign_in(world.hire("confidentiality_reviewer", "street"))
    address = f"/desk/items/{item.ref}/urgent/"
    assert secrecy.post(address, {"reason": "疑似涉密", "password": "wrong"}).status_code == 422
    assert secrecy.post(address, {"reason": "疑似涉密", "password": PASSWORD}).status_code == 302
    item.refresh_from_db()
    assert item.state == "withdrawn"


def test_two_revisions_are_compared_field_by_field(world: World, browser: Client) -> None:
    item = drafted(world)
    save_item(officer(world), item, content(title="关于加强电动车停放管理的通告"), version=item.version)
    page = browser.get(f"/desk/items/{item.ref}/revisions/").content.decode()
    assert "<del>自行</del>" in page


def test_words_are_put_on_the_list_and_taken_off(world: World, browser: Client) -> None:
    browser.post("/desk/items/words/street/", {"word": "做为", "kind": "wrong", "instead": "作为"})
    assert ListedWord.objects.get().instead == "作为"
    browser.post("/desk/items/words/street/", {"remove": "做为"})
    assert not ListedWord.objects.exists()


def test_an_item_is_related_to_another_by_its_index_number(world: World, browser: Client) -> None:
    item, policy = drafted(world, kind="interpretation", category=""), published(world)
    said = {"kind": "interprets", "other": policy.index_number, "version": item.version}
    assert browser.post(f"/desk/items/{item.ref}/relate/", said).status_code == 302
    assert "被解读" in browser.get(f"/desk/items/{policy.ref}/").content.decode()
    relation = item.relations.get()
    browser.post(f"/desk/items/{item.ref}/unrelate/", {"relation": relation.pk})
    assert not item.relations.exists()


def test_each_sees_what_waits_for_them(world: World) -> None:
    near = draft_item(officer(world), world.organs["street"], content(made_on=NOW.date().replace(month=8, day=3)))
    to_publish = passed(world)
    mine = {(task.waits, task.title) for task in item_tasks(officer(world))}
    assert (Waits.OVERDUE, near.title) in mine
    leaders = [task.waits for task in item_tasks(world.viewer("deputy_leader", "street"))]
    assert leaders == [Waits.PUBLISH]
    assert to_publish.state == "passed"


def test_a_correction_ordered_from_above_waits_for_the_organ(world: World) -> None:
    item = published(world)
    order_correction(world.viewer("superior_office", "district"), item, version=item.version, what="电话有误")
    assert [task.about for task in item_tasks(officer(world))] == ["上级要求更正：电话有误"]


def test_the_review_page_leads_to_the_item(world: World, sign_in: Callable[[Account], Client]) -> None:
    review = submitted(world)
    page = sign_in(world.hire("confidentiality_reviewer", "street")).get(f"/desk/reviews/{review.ref}/")
    assert f"/desk/items/{review.subject_ref}/" in page.content.decode()


def test_every_field_and_every_gate_has_a_word() -> None:
    assert set(FIELDS) == {*NAMES, "files"}
    assert set(GATES) == set(RUN)


def test_the_auditor_has_a_list_of_the_course_of_items_and_changes_nothing(world: World, sign_in) -> None:
    item = drafted(world)
    add_file(officer(world), item, Upload("图.png", PNG))
    cleared(world, item, "hidden_data", reason="图中没有文字")
    auditor = sign_in(world.hire("auditor", "district"))
    listed = auditor.get("/desk/items/overseen/").content.decode()
    assert f"/desk/items/{item.ref}/about/" in listed
    assert "1 项" in listed
    course = auditor.get(f"/desk/items/{item.ref}/about/").content.decode()
    assert "图中没有文字" in course
    assert [word for word in ("不得在楼道停放", "图.png", "/edit/") if word in listed + course] == []


def test_the_list_of_the_auditor_leaves_out_other_areas_and_is_no_officer_s(world: World, browser, sign_in) -> None:
    item = drafted(world)
    other = sign_in(world.hire("auditor", "district2"))
    assert item.ref not in other.get("/desk/items/overseen/").content.decode()
    assert browser.get("/desk/items/overseen/").status_code == 404
