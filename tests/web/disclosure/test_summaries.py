"""内容概述: proposed from what an item says, kept where somebody wrote one, checked and shown like the rest."""

from __future__ import annotations

import csv
import json
import re

import pytest
from django.test import Client
from items_world import content, drafted, officer, published
from published import put_item
from web_world import World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.check_gates import check_item
from gongkai.web.disclosure.actions.draft_item import save_item
from gongkai.web.disclosure.actions.keep_files import Upload, add_file
from gongkai.web.disclosure.summaries import propose_summary

LONG = "为进一步规范本街道电动自行车停放和充电秩序，预防火灾事故，根据有关规定，现将有关事项通知如下。"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("", ""),
        ("一句话。", "一句话。"),
        (f"各社区居委会：\n{LONG}\n一、不得堵塞楼道、安全出口。二、其他。", f"{LONG}一、不得堵塞楼道、安全出口。"),
        (f"某街发〔2026〕3号\n停车的通知\n{LONG * 2}", LONG * 2),
        ("字" * 400, "字" * 149 + "…"),
        (f"一、总体情况\n{LONG}\n第二条\n不得堵塞楼道、安全出口。", f"{LONG}不得堵塞楼道、安全出口。"),
        ("停车泊位\t12个\n充电桩\t3个", "停车泊位 12个充电桩 3个"),
        (f"{LONG}{'很长，' * 60}。", LONG),
    ],
)
def test_the_first_sentences_are_proposed_without_title_number_and_address(text: str, summary: str) -> None:
    assert propose_summary(text, "停车的通知") == summary


@pytest.mark.django_db
def test_a_summary_that_nobody_wrote_follows_the_body(world: World) -> None:
    item = drafted(world)
    save_item(officer(world), item, content(summary=item.summary, body="<p>改过的正文。</p>"), version=item.version)
    assert item.summary == "改过的正文。"


@pytest.mark.django_db
def test_a_summary_that_somebody_wrote_stays(world: World) -> None:
    item = drafted(world, summary="停放管理的要求")
    save_item(officer(world), item, content(summary=item.summary, body="<p>改过的正文。</p>"), version=item.version)
    assert item.summary == "停放管理的要求"


@pytest.mark.django_db
def test_a_summary_longer_than_the_field_is_refused_at_its_field(world: World) -> None:
    with pytest.raises(InputError) as refused:
        drafted(world, summary="长" * 301)
    assert refused.value.field == "summary"


@pytest.mark.django_db
def test_an_attachment_gives_the_summary_where_there_is_no_body(world: World) -> None:
    item = drafted(world, body="")
    add_file(officer(world), item, Upload("通知.txt", LONG.encode()))
    assert item.summary == LONG


@pytest.mark.django_db
def test_an_identity_number_in_a_summary_stops_at_the_gate(world: World) -> None:
    gates = check_item(officer(world), drafted(world, summary="张某，11010519491231002X"))
    assert [row.findings[0]["where"] for row in gates if row.gate == "private_data"] == ["内容概述"]


@pytest.mark.django_db
def test_pages_feeds_tables_and_programs_say_the_summary(world: World) -> None:
    item = published(world, summary="停放管理的要求")
    read = lambda path: Client().get(path).content.decode()  # noqa: E731
    page = read(f"/items/{item.ref}/")
    assert '<meta name="description" content="停放管理的要求">' in page
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1])["description"] == item.summary
    assert next(csv.DictReader(read("/export/").lstrip("\ufeff").splitlines()))["内容概述"] == item.summary
    assert json.loads(read("/api/v1/search?with=summary"))["items"][0]["summary"] == item.summary
    assert [path for path in ("/feed/", "/columns/content/") if item.summary not in read(path)] == []


@pytest.mark.django_db
def test_the_answer_of_the_search_keeps_its_shape_where_nothing_more_is_asked(world: World) -> None:
    put_item(world.organs["street"], "通知", summary="概述")
    shown = Client().get("/api/v1/search").json()["items"][0]
    assert set(shown) == {"title", "url", "organ", "published_on"}
