"""The desk's screens of standing publications: each opens, and its steps do what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import standing_world
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from items_world import drafted
from web_world import World

from gongkai.web.disclosure.item_book import COLUMNS
from gongkai.web.disclosure.models import ChannelPost, Concern, Item, ItemImport, MediaAccount, Opinion
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]
PAGES = (
    *("standing", "organ_guide", "catalogue", "concerns", "new_concern", "comments", "channels", "new_channel_post"),
    *("import_posts", "media", "new_media", "past", "past_template", "list_folder", "import_standard"),
)


def at_desk(world: World, sign_in: SignIn, role: str = "officer") -> Client:
    return sign_in(world.hire(role, "street"))


def test_every_page_opens_with_something_on_it(world: World, sign_in: SignIn) -> None:
    standing_world.office_objects(world)
    browser = at_desk(world, sign_in)
    shown = {name: browser.get(reverse(f"desk:{name}")).status_code for name in PAGES}
    assert {name for name, status in shown.items() if status != 200} == set()


def test_an_account_asked_for_by_an_officer_is_opened_by_a_leader(world: World, sign_in: SignIn) -> None:
    said = {
        "organ": world.organs["street"].pk,
        "channel": "microblog",
        "name": "街道",
        "purpose": "发布",
        "keeper": "办公室",
    }
    answer = at_desk(world, sign_in).post(reverse("desk:new_media"), said, follow=True)
    assert "同意开设" not in answer.content.decode()
    account = MediaAccount.objects.get()
    leader = at_desk(world, sign_in, "deputy_leader")
    assert "同意开设" in leader.get(reverse("desk:media_account", args=[account.ref])).content.decode()
    leader.post(reverse("desk:media_open", args=[account.ref]), {"version": account.version})
    account.refresh_from_db()
    assert account.state == "open"


def test_a_concern_leads_to_the_draft_of_its_answer(world: World, sign_in: SignIn) -> None:
    standing_world.office_objects(world)
    row = Concern.objects.get()
    answer = at_desk(world, sign_in).post(reverse("desk:concern_answer", args=[row.ref]), {"version": row.version})
    assert answer["Location"] == reverse("desk:item", args=[Item.objects.get(kind="response").ref])


def test_an_opinion_is_judged_in_the_office_s_own_words(world: World, sign_in: SignIn) -> None:
    row = standing_world.opinion(world)
    browser = at_desk(world, sign_in)
    assert "赵建国" not in browser.get(reverse("desk:opinions", args=[row.item.ref])).content.decode()
    said = {"verdict": "adopted", "summary": "夜间免费", "explanation": "", "version": row.version}
    browser.post(reverse("desk:opinion_judge", args=[row.ref]), said)
    assert Opinion.objects.get().summary == "夜间免费"
    shown = browser.post(reverse("desk:opinion_speaker", args=[row.ref]), {"reason": "核实", "version": 1})
    assert "赵建国" in shown.content.decode()


def test_a_line_that_was_wrong_is_struck(world: World, sign_in: SignIn) -> None:
    standing_world.office_objects(world)
    row = ChannelPost.objects.get()
    browser = at_desk(world, sign_in)
    browser.post(reverse("desk:post_strike", args=[row.ref]), {"version": row.version, "reason": "重复"})
    assert row.title not in browser.get(reverse("desk:channels")).content.decode()


def test_a_table_of_past_items_is_handed_in_and_its_faults_are_shown(world: World, sign_in: SignIn) -> None:
    file = SimpleUploadedFile("旧目录.csv", f"{','.join(COLUMNS)}\n,没有日期".encode())
    browser = at_desk(world, sign_in)
    browser.post(reverse("desk:past"), {"organ": world.organs["street"].pk, "file": file})
    assert ItemImport.objects.get().state in ("waiting", "faulty")
    assert "旧目录.csv" in browser.get(reverse("desk:past")).content.decode()


@pytest.mark.parametrize("form", ["xlsx", "jsonl", "zip"])
def test_everything_can_be_taken_out(world: World, sign_in: SignIn, form: str) -> None:
    drafted(world)
    answer = at_desk(world, sign_in).get(f"{reverse('desk:export_items')}?form={form}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content.startswith(b"{" if form == "jsonl" else b"PK")


def test_what_is_missing_is_drawn_and_named(world: World, sign_in: SignIn) -> None:
    shown = at_desk(world, sign_in).get(reverse("desk:standing")).content.decode()
    assert "公开指南缺少“传真号码”" in shown
    assert '<progress max="9" value="0"' in shown


@pytest.mark.parametrize(("kind", "step"), [("document", "release"), ("comment_draft", "period")])
def test_an_item_offers_the_steps_of_its_kind(world: World, sign_in: SignIn, kind: str, step: str) -> None:
    item = drafted(world, kind=kind)
    browser = at_desk(world, sign_in)
    address = reverse(f"desk:item_{step}", args=[item.ref])
    assert address in browser.get(reverse("desk:item", args=[item.ref])).content.decode()
    assert browser.get(address).status_code == 200
