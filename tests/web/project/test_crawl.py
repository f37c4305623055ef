"""What the public sees does not change by one byte with what it must not see (P05)."""

from __future__ import annotations

import re
from collections import Counter, deque
from datetime import timedelta

import pytest
from cases_world import at_counter, decided
from cases_world import file as apply_for
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from items_world import drafted, published, submitted
from reporting_world import compiled
from web_world import NOW, World

from gongkai.web.review.models import Review

pytestmark = pytest.mark.django_db
START = (
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/api/v1/organs",
    "/api/v1/search?q=公开",
    "/search/?q=公开",
    "/nope",
    "/healthz",
)
_MASKED = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+'), r"\1"),
    (re.compile(r'(nonce=")[^"]+'), r"\1"),
    (re.compile(r'(name="submission_key" value=")[^"]+'), r"\1"),
    (re.compile(r'(name="submission_key"[^>]*value=")[^"]+'), r"\1"),
)
_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"|<loc>https?://[^/]+(/[^<]*)</loc>')


def crawl() -> dict[str, tuple[int, str]]:
    """Follow every link that anybody can see, each page made anew; of each address at most four choices of a filter."""
    for cache in caches.all():
        cache.clear()
    seen: dict[str, tuple[int, str]] = {}
    waiting = deque(START)
    choices: Counter[str] = Counter()
    while waiting:
        path = waiting.popleft()
        plain = path.partition("?")[0]
        if path in seen or path.startswith("/static/") or choices[plain] > 4 or len(seen) > 200:
            continue
        choices[plain] += 1
        answer = Client().get(path)
        text = b"".join(answer).decode("utf-8", "replace")
        for pattern, kept in _MASKED:
            text = pattern.sub(kept, text)
        if "<feed" in text and "<entry>" not in text:  # an empty feed says that it was made now
            text = re.sub(r"<updated>[^<]*", "", text)
        seen[path] = (answer.status_code, text)
        waiting.extend((first or second).replace("&amp;", "&") for first, second in _LINK.findall(text))
    return seen


def cases(world: World) -> None:
    for number in range(40):
        apply_for(world, description=f"秘密申请{number}")
    case = at_counter(world, description="秘密申请的答复")
    decided(world, case)


def items(world: World) -> None:
    for number in range(40):
        item = drafted(world, title=f"秘密草稿{number}")
        if number < 3:
            submitted(world, item)


def reviews_and_people(world: World) -> None:
    for number in range(20):
        world.hire("officer", "street", f"新来的人{number}")
        Review.objects.create(
            organ=world.organs["street"], kind="reply", subject_kind="request_case", subject_ref=f"c{number}",
            title=f"秘密答复{number}", steps=[], started_at=NOW,
        )  # fmt: skip


def reports(world: World) -> None:
    compiled(world, cases=0)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of the pages stand, for feeds say when they were made."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=1))


def test_a_hundred_private_objects_change_no_byte_of_what_the_public_sees(world: World, still: None) -> None:
    for number in range(3):
        published(world, title=f"公开的文件{number}")
    before = crawl()
    assert len(before) > 30
    assert sum("公开的文件1" in text for _, text in before.values()) >= 3
    assert [path for path, (status, _) in before.items() if status >= 500] == []
    for add in (cases, items, reviews_and_people, reports):
        add(world)
    after = crawl()
    assert set(after) == set(before)
    changed = {path: (before[path][1], after[path][1]) for path in before if before[path] != after[path]}
    assert changed == {}
