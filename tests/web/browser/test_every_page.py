"""Every page that links lead to, seen as each role: axe finds nothing, nothing scrolls sideways, no script fails."""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from cases_world import application, key
from django.urls import Resolver404, resolve

from gongkai.web.cases.actions import draft_reply, file_application, register
from gongkai.web.cases.actions.file_application import Arrival
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.slow
NOW = datetime(2026, 9, 22, 2, 0, tzinfo=UTC)
ROLES = (
    ("officer", "street"),
    ("principal_leader", "street"),
    ("disclosure_head", "street"),
    ("superior_office", "district"),
    ("system_administrator", "city"),
    ("security_administrator", "city"),
    ("auditor", "city"),
)
FILES = re.compile(r"/(file|files|export|template|feed|checkpoint|pdf|docx)/|\.(svg|xml|txt)$|logout|/health|/metrics")


def furnish(stage: Any) -> None:
    """A case being answered and one just filed, so that pages have something to show."""
    officer = stage.world.viewer("officer", "street", now=NOW)
    organ, arrival = stage.world.organs["street"], Arrival("counter", NOW.date())
    case = file_application.register_paper(officer, organ, application(), key=key(), arrival=arrival).case
    register.register_case(officer, case, version=case.version)
    draft_reply.draft_reply(officer, case, version=case.version, outcome="granted", text="如下。")
    file_application.register_paper(officer, organ, application(), key=key(), arrival=arrival)


def crawl(stage: Any, person: Account | None, start: str, seen: set[str]) -> None:
    """Look at every page within reach of a person that nobody before has opened."""
    page, waiting = stage.sit_down(person), deque([start])
    while waiting:
        path = waiting.popleft()
        try:
            name = resolve(urlsplit(path).path).view_name
        except Resolver404:
            continue
        if name in seen or FILES.search(path):
            continue
        seen.add(name)
        answer = page.goto(path)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        if answer.status >= 400:
            stage.seen.setdefault(path, []).append(f"answers {answer.status}")
        stage.look(page, f"every-{name.replace(':', '-')}")
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")
        waiting.extend(link.partition("#")[0] for link in links)


def test_axe_finds_nothing_on_any_page_of_desk_and_portal(stage: Any, capsys: pytest.CaptureFixture[str]) -> None:
    stage.at(NOW)
    furnish(stage)
    seen: set[str] = set()
    crawl(stage, None, "/", seen)
    crawl(stage, Account.objects.create(username="applicant", created_at=NOW), "/mine/", seen)
    for role, organ in ROLES:
        crawl(stage, stage.world.hire(role, organ), "/desk/", seen)
    with capsys.disabled():
        print(f"\n  pages looked at: {len(seen)}", end=" ")
    assert stage.seen == {}
    assert len(seen) > 40, sorted(seen)
