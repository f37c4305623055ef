"""What every page sends: policy of content, caching, language, nothing that a private object changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from web_world import NOW, World

from gongkai.web.organs.models import Account
from gongkai.web.project.demo.world import build_world, log_ins
from gongkai.web.project.demo.world import world as demo_world
from gongkai.web.review.models import Review

pytestmark = pytest.mark.django_db
PUBLIC = ("/", "/organs/", "/organs/street/", "/accounts/login/", "/api/v1/organs", "/api/v1/search?q=机关", "/healthz")


@pytest.mark.parametrize("path", PUBLIC)
def test_no_page_allows_inline_scripts_or_foreign_sources(world: World, path: str) -> None:
    answer = Client().get(path)
    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not re.search(rb"\son\w+=|<style|style=", answer.content)


def test_pages_of_signed_in_people_stay_out_of_caches(world: World, sign_in: Callable[[Account], Client]) -> None:
    browser = sign_in(world.hire("officer", "street"))
    assert all(browser.get(path)["Cache-Control"] == "no-store" for path in ("/desk/", "/organs/", "/nope"))


def crawl() -> dict[str, bytes]:
    browser = Client()
    pages = {path: browser.get(path).content for path in (*PUBLIC, "/nope", "/desk/reviews/x/", "/metrics")}
    return {path: re.sub(rb'value="\w{64}"', b"", text) for path, text in pages.items()}


def test_the_public_sees_no_trace_of_a_hundred_private_objects(world: World) -> None:
    before = crawl()
    for number in range(100):
        person = world.hire("officer", "street", f"新来的人{number}")
        Review.objects.create(
            organ=world.organs["street"], kind="reply", subject_kind="request_case", subject_ref=f"c{number}",
            title=f"秘密答复{number}", steps=[], started_at=NOW,
        )  # fmt: skip
        assert person.pk
    assert crawl() == before


def test_pages_are_chinese_whatever_the_browser_asks_and_english_on_request(world: World) -> None:
    browser = Client(headers={"accept-language": "en"})
    assert "公开机关" in browser.get("/").content.decode()
    browser.post("/language/", {"language": "en", "next": "/"})
    page = browser.get("/").content.decode()
    assert 'lang="en"' in page
    assert "公开机关" not in page


def test_the_metrics_exist_only_for_who_knows_the_token(settings) -> None:
    assert Client().get("/metrics").status_code == 404
    settings.GONGKAI_METRICS_TOKEN = "t0ken"
    assert Client().get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 404
    assert (
        b"gongkai_journal_entries_total" in Client().get("/metrics", headers={"authorization": "Bearer t0ken"}).content
    )


def test_the_organs_of_the_api(world: World) -> None:
    answer = Client().get("/api/v1/organs").json()
    street = next(organ for organ in answer["organs"] if organ["ref"] == "street")
    assert street == {"ref": "street", "name": "street机关", "level": "township", "parent": "district"}
    assert next(o for o in answer["organs"] if o["ref"] == "city")["parent"] is None


def test_the_demo_world_has_one_person_for_every_role_in_every_organ(db: None) -> None:
    build_world(NOW)
    browser = Client()
    for log_in in log_ins():
        account = Account.objects.get(username=log_in.username)
        assert account.check_password(demo_world()["password"])
        assert account.posts.filter(approved_at__isnull=False).count() == 1
    names = {organ["name"] for organ in browser.get("/api/v1/organs").json()["organs"]}
    assert {"水塔街办事处", "管城回族区二里岗街道办事处", "四方台区"} <= names


def test_health_answers_under_any_host_name_and_nothing_else_does(client: Client, db: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["open.example.gov.cn"]
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).json() == {"status": "ok"}
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code == 400
