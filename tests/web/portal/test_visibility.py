"""What is not public is nowhere: every state × every reader × every way to it, pages made ready before included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from published import DAY, put_file, put_item
from web_world import NOW, World

from gongkai.web.disclosure.actions.send_digests import send_digests
from gongkai.web.disclosure.actions.subscribe import Wish, ask_subscription
from gongkai.web.disclosure.freshness import bump
from gongkai.web.disclosure.models import Item, Relation, Subscription
from gongkai.web.disclosure.search import refresh
from gongkai.web.organs.access import public_viewer
from gongkai.web.organs.models import Account

SIGNS = dict(zip("甲乙丙丁戊己庚辛壬癸", range(10), strict=True))
STATES = {
    "draft": {"state": "draft", "publish_at": None},
    "in review": {"state": "in_review", "publish_at": None},
    "passed": {"state": "passed", "publish_at": None},
    "scheduled": {"state": "published", "publish_at": NOW + timedelta(hours=1)},
    "over": {"state": "published", "expires_at": NOW - timedelta(seconds=1)},
    "expired": {"state": "expired"},
    "withdrawn": {"state": "withdrawn", "public_note": "内容有误，已撤下。"},
    "on application": {"state": "passed", "attribute": "on_application", "publish_at": None},
    "not public": {"state": "draft", "attribute": "not_public", "publish_at": None},
    "merged": {"state": "merged"},
}
WORDS = ("题记玄武", "正文青龙", "附文麒麟", "表名勾陈", "街秘发〔2026〕", "000000099/")


def marks(sign: str) -> list[str]:
    """Title, body, text of a file, name of a file, 文号 and 索引号 of the item with a sign."""
    number = SIGNS[sign]
    return [*(f"{word}{sign}" for word in WORDS[:4]), f"〔2026〕9{number}号", f"-0099{number}"]


def put_marked(world: World, sign: str, beside: Item) -> tuple[Item, list[str]]:
    """An item that is public, known by its marks alone, and the ways that lead to it alone."""
    title, text, in_file, name, number, index = marks(sign)
    item = put_item(
        world.organs["street"],
        title,
        text,
        at=NOW - timedelta(hours=2),
        category="budgets",
        summary=text,
        document_number=f"街秘发{number}",
        index_number=f"000000099/2026{index}",
    )
    file = put_file(item, f"{name}.txt", in_file)
    picture = put_file(item, "图.png", "", content=in_file.encode(), media_type="image/png")
    Relation.objects.create(item=beside, other=item, kind="related")
    refresh(item)
    own = [f"/items/{item.ref}/{rest}" for rest in ("", "code.svg")]
    for one in (file, picture):
        own += [f"/items/{item.ref}/files/{one.ref}/{rest}" for rest in ("", "preview/", "picture/")]
        own.append(f"/items/{beside.ref}/files/{one.ref}/")
    return item, own


def common_ways(beside: Item) -> list[str]:
    """Every list, search, feed, map, table and page beside, at which any item could come out."""
    found = ["/", "/organs/", "/organs/street/", "/feed/", "/feed/?organ=street", "/export/", "/api/v1/search?size=100"]
    found += [f"/columns/{name}/" for name in ("guide", "institutions", "content", "reports")]
    found += [f"/organs/street/{name}/" for name in ("guide", "institutions", "content", "reports", "catalogue")]
    found += ["/search/", "/sitemap.xml", "/sitemap-1.xml", f"/items/{beside.ref}/"]
    pages = (
        "/search/?q=",
        "/search/suggestions/?q=",
        "/api/v1/search?q=",
        "/feed/?q=",
        "/export/?q=",
        "/apply/?about=",
    )
    return found + [page + quote(word) for page in pages for word in WORDS]


@pytest.fixture
def beside(world: World) -> Item:
    """A public item that stands to the others in every way."""
    return put_item(world.organs["street"], "旁边的通知", "公开的内容。", category="budgets")


@pytest.fixture
def readers(world: World, sign_in: Callable[[Account], Client], monkeypatch: pytest.MonkeyPatch) -> dict[str, Client]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return {
        "public": Client(),
        "applicant": sign_in(Account.objects.create(username="applicant", created_at=NOW)),
        "own officer": sign_in(world.hire("officer", "street")),
        "leader above": sign_in(world.hire("principal_leader", "district")),
    }


def shown(client: Client, way: str) -> list[str]:
    content = client.get(way).content.decode(errors="replace")
    return [mark for sign in SIGNS for mark in marks(sign) if mark in content]


def change(item: Item, **fields: object) -> None:
    with transaction.atomic():
        Item.objects.filter(pk=item.pk).update(**fields)
        refresh(item)
        bump(item.organ)


@pytest.mark.django_db
def test_a_public_item_comes_out_on_every_way(world: World, beside: Item, readers: dict[str, Client]) -> None:
    """Without this, the tests below could not fail."""
    _, own = put_marked(world, "甲", beside)
    silent = [way for way in common_ways(beside) if not shown(readers["public"], way)]
    other_columns = [way for way in silent if way.endswith(("/guide/", "/institutions/", "/reports/"))]
    besides = {*other_columns, "/organs/", "/sitemap.xml", "/sitemap-1.xml"}
    unsaid = [way for way in silent if way not in besides and "suggestions" not in way]
    assert (unsaid, sum(bool(shown(readers["public"], way)) for way in own)) == ([], 6)


@pytest.mark.django_db
def test_what_is_not_public_is_nowhere(world: World, beside: Item, readers: dict[str, Client]) -> None:
    made = {state: put_marked(world, sign, beside) for state, sign in zip(STATES, SIGNS, strict=True)}
    addresses = [*common_ways(beside), *(way for _, own in made.values() for way in own)]
    for way in addresses:
        readers["public"].get(way)  # pages are ready and kept
    for state, (item, _) in made.items():
        change(item, **STATES[state])
    leaks = [(name, way, mark) for name, reader in readers.items() for way in addresses for mark in shown(reader, way)]
    lists = [str(readers["public"].get(way).content) for way in ("/feed/", "/sitemap-1.xml", "/api/v1/search")]
    known = [state for state, (item, _) in made.items() if any(item.ref in content for content in lists)]
    print(f"{len(STATES)} states x {len(readers)} readers x {len(addresses)} addresses")
    assert (leaks, known) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
def test_no_mail_tells_of_what_is_not_public(state: str, world: World, beside: Item, settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "mail.example", "django.core.mail.backends.locmem.EmailBackend"
    item, _ = put_marked(world, "甲", beside)
    ask_subscription(public_viewer(NOW), "reader@example.org", Wish("street"))
    Subscription.objects.update(confirmed_at=NOW - 2 * DAY, told_until=NOW - 2 * DAY)
    Item.objects.filter(pk=item.pk).update(**STATES[state])
    send_digests(NOW)
    sent = "\n".join(str(message.body) for message in mail.outbox)
    assert ("旁边的通知" in sent, [mark for mark in marks("甲") if mark in sent]) == (True, [])


@pytest.mark.django_db
def test_a_file_that_may_not_go_out_is_nowhere(world: World, beside: Item, readers: dict[str, Client]) -> None:
    item, own = put_marked(world, "甲", beside)
    item.files.update(checked="flagged")
    change(item)
    texts = marks("甲")[2:4]
    addresses = [*common_ways(beside), *own]
    assert [(way, mark) for way in addresses for mark in shown(readers["public"], way) if mark in texts] == []


@pytest.mark.django_db
def test_a_scheduled_item_appears_by_itself_when_its_time_comes(
    world: World, beside: Item, readers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    item, _ = put_marked(world, "甲", beside)
    change(item, publish_at=NOW + timedelta(seconds=30))
    before = shown(readers["public"], "/columns/content/")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(seconds=31))
    assert (before, shown(readers["public"], "/columns/content/")[:1]) == ([], ["题记玄武甲"])


@pytest.mark.django_db
def test_a_withdrawn_item_leaves_its_note_and_not_its_title(
    world: World, beside: Item, readers: dict[str, Client]
) -> None:
    item, _ = put_marked(world, "甲", beside)
    change(item, **STATES["withdrawn"])
    answer = readers["public"].get(f"/items/{item.ref}/")
    assert (answer.status_code, "内容有误，已撤下。" in answer.content.decode()) == (410, True)


@pytest.mark.django_db
def test_what_was_never_public_answers_like_what_is_not_there(
    world: World, beside: Item, readers: dict[str, Client]
) -> None:
    item, _ = put_marked(world, "甲", beside)
    change(item, state="draft")
    there, missing = readers["public"].get(f"/items/{item.ref}/"), readers["public"].get("/items/nowhere/")
    assert there.status_code == missing.status_code == 404
    assert there.content.replace(item.ref.encode(), b"") == missing.content.replace(b"nowhere", b"")
