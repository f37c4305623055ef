"""The public pages of guide, rules, catalogue and drafts for comment: complete, both ways linked, nobody named."""

from __future__ import annotations

import re
from datetime import timedelta
from secrets import randbelow

import pytest
from django.test import Client
from django.utils import timezone
from items_world import content, drafted, leader, officer, pass_all, passed, published
from web_world import World

from gongkai.web.disclosure.actions.ask_comments import Period, draft_feedback, judge_opinion, set_period
from gongkai.web.disclosure.actions.draft_item import save_item
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.actions.release_together import Form, draft_interpretation, publish_together
from gongkai.web.disclosure.actions.submit_item import submit_item
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.models import Item, Opinion

pytestmark = pytest.mark.django_db


def open_draft(world: World, days: int = 30) -> Item:
    """A draft that opened yesterday, by the clock of this machine, which the pages ask."""
    today = timezone.localdate()
    item = drafted(world, kind=ItemKind.COMMENT_DRAFT, title="停车管理办法（征求意见稿）")
    first = today - timedelta(days=1)
    period = Period(first, first + timedelta(days=days), shorter_because="" if days >= 30 else "紧急")
    set_period(officer(world), item, period, version=item.version)
    item = passed(world, item)
    return publish_item(leader(world), item, version=item.version)


def somewhere() -> str:
    """An address that sent nothing before: what is counted outlives a test."""
    return f"10.{randbelow(250)}.{randbelow(250)}.{randbelow(250)}"


def send(item: Item, key: str = "k" * 20, address: str = "", **said: str) -> object:
    said = {"text": "建议夜间免费", "key": key, **said}
    return Client(REMOTE_ADDR=address or somewhere()).post(f"/items/{item.ref}/opinion/", said)


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_opinion_is_taken_in_without_an_account_and_answered_with_its_number(world: World) -> None:
    item = open_draft(world)
    browser = Client(REMOTE_ADDR=somewhere())
    said = {"text": "建议夜间免费", "key": "k" * 20, "name": "赵建国"}
    answer = browser.post(f"/items/{item.ref}/opinion/", said, follow=True)
    assert "第 1 号" in answer.content.decode()
    assert Opinion.objects.get().person_shown == {"name": "赵**"}


def test_no_page_shows_who_said_what(world: World) -> None:
    item = open_draft(world, days=1)
    send(item, name="赵建国", phone="13912345678", text="我是赵建国，请取消收费")
    now = timezone.now() + timedelta(days=2)
    opinion = Opinion.objects.get()
    said = {"verdict": "adopted", "summary": "取消收费", "explanation": ""}
    judge_opinion(officer(world, now), opinion, **said, version=opinion.version)
    notice = passed(world, draft_feedback(officer(world, now), item))
    publish_item(leader(world, now), notice, version=notice.version, at=None)
    Item.objects.filter(pk=notice.pk).update(publish_at=timezone.now() - timedelta(hours=1))
    pages = [f"/items/{item.ref}/", f"/items/{notice.ref}/", f"/items/{item.ref}/opinion/", "/comments/", "/feed/"]
    shown = "".join(page(address) for address in pages)
    assert [word for word in ("赵建国", "13912345678", "我是") if word in shown] == []
    assert "取消收费" in shown


def test_a_period_that_is_over_takes_nothing_and_says_so(world: World) -> None:
    item = open_draft(world, days=0)
    assert "征求意见已经结束" in page(f"/items/{item.ref}/opinion/")
    assert send(item).status_code == 422
    assert not Opinion.objects.exists()


def test_what_is_no_draft_for_comment_has_no_form(world: World) -> None:
    item = published(world)
    assert Client().get(f"/items/{item.ref}/opinion/").status_code == 404
    assert Client().get(f"/items/{drafted(world).ref}/opinion/").status_code == 404


def test_one_address_cannot_flood_a_draft(world: World, settings) -> None:
    settings.GONGKAI_POST_LIMITS = {"portal:opinion": (2, 60)}
    item, here = open_draft(world), somewhere()
    assert [send(item, f"key-{n}-{n}", here).status_code for n in range(3)] == [302, 302, 429]


def test_a_policy_and_its_interpretation_show_each_other(world: World) -> None:
    policy = passed(world)
    item = draft_interpretation(officer(world), policy, Form("picture"), version=policy.version)
    text = content(title="一图读懂", kind=ItemKind.INTERPRETATION, category="", body="<p>为什么。</p>")
    save_item(officer(world), item, text, version=item.version)
    pass_all(world, submit_item(officer(world), item, version=item.version))
    policy.refresh_from_db()
    publish_together(leader(world), policy, version=policy.version)
    assert f"/items/{item.ref}/" in page(f"/items/{policy.ref}/")
    assert f"/items/{policy.ref}/" in page(f"/items/{item.ref}/")


def test_the_guide_is_made_from_the_contact_data_of_the_organ(world: World) -> None:
    world.organs["street"].contact.phone = "0357-1234567"
    world.organs["street"].contact.save()
    shown = page("/organs/street/guide/")
    assert "0357-1234567" in shown
    assert "20个工作日内答复" in shown


def test_the_catalogue_names_what_is_there_and_what_is_not(world: World) -> None:
    published(world)
    shown = page("/organs/street/catalogue/")
    assert "?category=regulations" in shown
    assert "?category=recruitment" not in shown
    assert "公务员招考" in shown


def test_the_catalogue_lists_number_name_summary_and_day_of_each_item(world: World) -> None:
    item = published(world, summary="电动自行车停放和充电的要求。")
    row = re.search(r"<tr><td.*?</tr>", page("/organs/street/catalogue/"), re.DOTALL)
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row[0] if row else "")]
    title = f"{item.title} {item.document_number}"
    assert cells == [item.index_number, title, "电动自行车停放和充电的要求。", "2026-09-14"]


def test_the_catalogue_of_one_category_leaves_out_the_others(world: World) -> None:
    item = published(world)
    assert f"/items/{item.ref}/" in page("/organs/street/catalogue/?category=regulations")
    assert f"/items/{item.ref}/" not in page("/organs/street/catalogue/?category=budgets")


def test_rules_that_are_not_there_are_named(world: World) -> None:
    assert "尚未发布" in page("/organs/street/institutions/")


def test_the_first_page_leads_to_the_drafts_for_comment(world: World) -> None:
    item = open_draft(world)
    assert 'href="/comments/"' in page("/")
    assert item.title in page("/comments/")
