"""The demo world's items: what each organ has published, and one item in every other state."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from gongkai.web.disclosure import freshness, search
from gongkai.web.disclosure.actions.check_gates import check_item
from gongkai.web.disclosure.actions.correct_item import correct_item
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.actions.submit_item import pass_item, return_item, submit_item
from gongkai.web.disclosure.bodies import clean_body, plain_text
from gongkai.web.disclosure.changing import record
from gongkai.web.disclosure.contents import NAMES, ItemContent, digest_of, snapshot_of
from gongkai.web.disclosure.gates import GATES
from gongkai.web.disclosure.models import Gate, Item, ListedWord, Relation, Revision
from gongkai.web.disclosure.numbering import next_serials
from gongkai.web.disclosure.summaries import propose_summary
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.world import place_of, world

CHAIN: Final = ("second", "secrecy", "head", "deputy")
_NUMBER: Final = "11010519491231002X"
_REASON: Final = "建立演示数据"


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the demo items."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("items.toml").read_text("utf-8"))


def has_items() -> bool:
    """Whether this database holds the demo items."""
    return ListedWord.objects.filter(word=script()["word"][0]["word"]).exists()


def build_items(now: datetime) -> None:
    """Enter the items of every staffed organ. All or nothing."""
    with transaction.atomic():
        for row in world()["organ"]:
            if "staffed" in row:
                organ = Organ.objects.get(ref=row["ref"])
                _list_words(organ, now)
                _publish(organ, row["staffed"], now)
                for plan in script()["now"]:
                    _begin(organ, row["staffed"], plan, now)
                _correct(organ, row["staffed"], now)
                freshness.bump(organ)


def _list_words(organ: Organ, now: datetime) -> None:
    rows = [ListedWord(organ=organ, added_at=now, **row) for row in script()["word"]]
    ListedWord.objects.bulk_create(rows)


def _publish(organ: Organ, number: int, now: datetime) -> None:
    """Write what was published in the past as rows at once: going the whole path sixteen times takes too long."""
    author = Account.objects.get(username=f"officer{number}")
    leader = Account.objects.get(username=f"deputy{number}")
    plans = script()["published"]
    first = next_serials(organ, timezone.localdate(now).year, len(plans))
    items = [_item(organ, plan, author, now) for plan in plans]
    for serial, item in enumerate(items, first):
        item.index_number = f"{organ.code or organ.ref}/{timezone.localdate(now).year}-{serial:05d}"
    Item.objects.bulk_create(items)
    Item.authors.through.objects.bulk_create(
        [Item.authors.through(item_id=item.pk, account_id=author.pk) for item in items]
    )
    Revision.objects.bulk_create([_revision(item, leader) for item in items])
    Gate.objects.bulk_create([gate for item in items for gate in _gates(item, author)])
    for plan, item in zip(plans, items, strict=True):
        _link(plan, item, items)
        search.refresh(item)
    record(_viewer(f"officer{number}", now), items[0], "draft_item", reason=_REASON, after={"items": len(items)})


def _item(organ: Organ, plan: Mapping[str, Any], author: Account, now: datetime) -> Item:
    today = timezone.localdate(now)
    content = _content(organ, plan, now)
    item = Item(organ=organ, author=author, **{name: getattr(content, name) for name in NAMES})
    item.body = clean_body(content.body)
    item.text = plain_text(item.body)
    item.summary = propose_summary(item.text, item.title)
    day = min(content.made_on + timedelta(days=plan["took"]), today)
    moment = min(timezone.make_aware(datetime.combine(day, time(9, 30))), now)
    item.state, item.publish_at, item.published_at, item.published_on = "published", moment, moment, day
    item.updated_at = moment
    if "expires" in plan:
        item.expires_at = now + timedelta(days=plan["expires"])
        item.state = "expired" if item.expires_at <= now else "published"
    if "withdrawn" in plan:
        item.state, item.public_note, item.updated_at = "withdrawn", plan["withdrawn"], now
    item.ordered_note = plan.get("ordered", "")
    return item


def _content(organ: Organ, plan: Mapping[str, Any], now: datetime) -> ItemContent:
    made = timezone.localdate(now) - timedelta(days=plan["ago"])
    place = place_of(organ.name)
    names = {"organ": organ.name, "place": place, "number": _NUMBER}
    number = f"{place[:2]}发〔{made.year}〕{plan['serial']}号" if "serial" in plan else ""
    return ItemContent(
        title=plan["title"].format(**names),
        body=plan["body"].format(**names),
        made_on=made,
        document_number=number,
        kind=plan.get("kind", "document"),
        category=plan.get("category", ""),
        theme=plan.get("theme", ""),
        genre=plan.get("genre", ""),
        attribute=plan.get("attribute", "public"),
        attribute_reason=plan.get("attribute_reason", ""),
        attribute_basis=plan.get("attribute_basis", ""),
    )


def _revision(item: Item, leader: Account) -> Revision:
    moment = item.published_at or item.updated_at
    digest = digest_of(item)
    return Revision(
        item=item,
        number=1,
        snapshot=snapshot_of(item),
        digest=digest,
        person=leader,
        at=moment,
        note="发布",
        is_public=True,
    )


def _gates(item: Item, author: Account) -> list[Gate]:
    at = item.published_at or item.updated_at
    digest = f"{digest_of(item)}:{'0' * 16}"
    return [Gate(item=item, gate=gate, digest=digest, state="passed", by=author, at=at) for gate in GATES]


def _link(plan: Mapping[str, Any], item: Item, items: list[Item]) -> None:
    if "repealed_by" in plan:
        item.validity, item.successor = "repealed", items[plan["repealed_by"]]
        item.save(update_fields=["validity", "successor"])
    if "interprets" in plan:
        Relation.objects.create(item=item, other=items[plan["interprets"]], kind="interprets")


def _begin(organ: Organ, number: int, plan: Mapping[str, Any], now: datetime) -> None:
    officer = _viewer(f"officer{number}", now)
    item = draft_item(officer, organ, _content(organ, plan, now))
    steps = plan.get("steps", 0)
    if plan.get("leaks"):
        check_item(officer, item)
    if not steps:
        return
    review = submit_item(officer, item, version=item.version)
    if steps < 0:
        return_item(_viewer(f"second{number}", now), review, version=review.version, reason="请补充收费依据")
        return
    for username in CHAIN[:steps]:
        review.refresh_from_db()
        pass_item(_viewer(f"{username}{number}", now), review, version=review.version)
    if "publish_in" in plan:
        item.refresh_from_db()
        moment = now + timedelta(days=plan["publish_in"])
        publish_item(_viewer(f"deputy{number}", now), item, version=item.version, at=moment)


def _correct(organ: Organ, number: int, now: datetime) -> None:
    """Begin one correction of something published."""
    item = Item.objects.filter(organ=organ, state="published", ordered_note="", category="projects").first()
    if item is not None:
        note = "更正加装电梯的数量"
        correct_item(_viewer(f"officer{number}", now), item, version=item.version, note=note)


def _viewer(username: str, now: datetime) -> Viewer:
    return viewer_of(Account.objects.get(username=username), now)
