"""Every kind of page that the public sees, with something on it: light, alone, without a fault, on desk and phone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from published import DAY, put_item
from reporting_world import JANUARY, signed
from web_world import NOW, World

from gongkai.web.disclosure.models import CommentPeriod, Item, Relation
from gongkai.web.organs.models import Contact
from gongkai.web.reporting.actions.publish_report import publish_report

pytestmark = pytest.mark.slow
HEAVIEST = 200_000
WIDE = {"report", "guide", "organ-catalogue", "policy", "draft", "opinion", "preview", "spoken", "reports-of-organ"}
"""Those that `test_every_page` does not see, or sees with nothing on them."""

LATER = max(NOW, JANUARY) + DAY  # the books of the year are closed, its report published
BODY = "第一条 为了规范停放，制定本办法。\n第二条 不得在楼道停放、充电。\n" * 8


def furnish(world: World) -> dict[str, str]:
    """Return the addresses of the kinds of pages by name."""
    street = world.organs["street"]
    Contact.objects.update_or_create(organ=street, defaults={"office": "街道公开办", "phone": "0527-8422000"})
    policy = put_item(street, "停放管理办法", BODY, category="regulations", document_number="街办发〔2026〕5号")
    old = put_item(street, "停放管理规定", BODY, category="regulations", at=NOW - 99 * DAY, validity="repealed")
    Item.objects.filter(pk=old.pk).update(successor=policy)
    reading = put_item(street, "《停放管理办法》解读", "问：为什么？答：为了安全。", kind="interpretation")
    Relation.objects.create(item=reading, other=policy, kind="interprets")
    draft = put_item(
        street, "充电收费办法（征求意见稿）", BODY, kind="comment_draft", files=(("说明.txt", "附件里的话"),)
    )
    CommentPeriod.objects.create(
        item=draft, opens_on=NOW.date(), closes_on=LATER.date() + 30 * DAY, ways="来信：街道公开办"
    )
    put_item(street, "公开工作制度", BODY, kind="institution")
    columns = {name: f"/columns/{name}/" for name in ("guide", "institutions", "content", "reports")}
    of_organ = {
        f"organ-{name}": f"/organs/street/{name}/" for name in ("guide", "institutions", "catalogue", "content")
    }
    return {
        "first": "/",
        "organs": "/organs/",
        "organ": "/organs/street/",
        **columns,
        **of_organ,
        "policy": f"/items/{policy.ref}/",
        "repealed": f"/items/{old.ref}/",
        "reading": f"/items/{reading.ref}/",
        "draft": f"/items/{draft.ref}/",
        "opinion": f"/items/{draft.ref}/opinion/",
        "drafts": "/comments/",
        "preview": f"/items/{draft.ref}/files/{draft.files.get().ref}/preview/",
        "search": "/search/?q=停放",
        "spoken": "/search/?q=street机关2026年的停放办法",
        "nothing": "/search/?q=查无此词",
        "apply": "/apply/",
        "application": "/apply/to/street/",
        "status": "/status/",
        "check": "/check/",
        "subscribe": "/subscribe/",
        "missing": "/items/none/",
        "reports-of-organ": "/organs/street/reports/",
        "compare": "/reports/compare/",
    }


def publish_the_report(world: World) -> str:
    """Return the address of a published annual report."""
    report = signed(world)
    leader = world.viewer("principal_leader", "street", now=JANUARY)
    publish_report(leader, report, number=1, version=report.version)
    return f"/organs/street/reports/{report.year}/"


def weigh(stage: Any, page: Any, name: str, path: str) -> None:
    """Note what a page asks of others, and whether it weighs too much; pictures aside."""
    bytes_read = 0
    asked: list[Any] = []

    def note(answer: Any) -> None:
        asked.append(answer)

    page.on("response", note)
    page.goto(path, wait_until="load")
    page.remove_listener("response", note)
    for answer in asked:
        if urlsplit(answer.url).netloc != urlsplit(stage.address).netloc:
            stage.seen.setdefault(name, []).append(f"asks {answer.url}")
        elif answer.request.resource_type != "image" and answer.status == 200:
            bytes_read += len(answer.body())
    if not 0 < bytes_read <= HEAVIEST and name != "missing":
        stage.seen.setdefault(name, []).append(f"weighs {bytes_read} bytes")


def judge_on_a_phone(stage: Any, page: Any, name: str) -> None:
    """Let axe judge the narrow page, and see that it does not scroll sideways."""
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": 390, "height": 844})
    found = [one["id"] for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("scrolls sideways")
    page.set_viewport_size({"width": 1280, "height": 900})
    if found:
        stage.seen.setdefault(f"{name}, on a phone", []).extend(found)


def test_every_kind_of_public_page_is_light_and_without_a_fault(stage: Any) -> None:
    stage.at(LATER)
    pages = {"report": publish_the_report(stage.world), **furnish(stage.world)}
    page = stage.sit_down()
    page.set_default_timeout(30_000)  # whatever else the machine does
    for name, path in pages.items():
        weigh(stage, page, name, path)
        if name in WIDE:
            stage.look(page, f"portal-{name}")
        judge_on_a_phone(stage, page, name)
    assert stage.seen == {}


def test_the_feed_and_the_suggestions_are_of_the_same_house(stage: Any) -> None:
    """What is no page is asked for as a program does: it answers, and names no other house."""
    stage.at(LATER)
    put_item(stage.world.organs["street"], "停放管理办法", BODY)
    page = stage.sit_down()
    for path, word in (
        ("/feed/", "停放管理办法"),
        ("/search/suggestions/?q=停放", "停放管理办法"),
        ("/sitemap.xml", "<loc>"),
    ):
        answer = page.request.get(path)
        assert (answer.status, word in answer.text()) == (200, True), path
