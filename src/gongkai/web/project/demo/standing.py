"""The demo world's standing publications: guide, accounts, channels, concerns, and drafts that people comment on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.disclosure.actions.answer_concerns import Worry, note_concern
from gongkai.web.disclosure.actions.ask_comments import (
    Period,
    draft_feedback,
    enter_opinion,
    judge_opinion,
    set_period,
)
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.actions.enter_posts import Post, enter_post
from gongkai.web.disclosure.actions.keep_guide import note_category, state_guide
from gongkai.web.disclosure.actions.keep_media import Wish, ask_account, open_account, review_account
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.actions.submit_item import pass_item, submit_item
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.guide import suggested
from gongkai.web.disclosure.models import CommentPeriod, Guide, Item, MediaAccount
from gongkai.web.disclosure.queries.special import guide_of
from gongkai.web.disclosure.search.indexing import refresh
from gongkai.web.disclosure.speakers import Speaker
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.items import CHAIN
from gongkai.web.project.demo.world import place_of, world


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the demo's standing publications."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("standing.toml").read_text("utf-8"))


def has_standing() -> bool:
    """Whether this database holds them."""
    return Guide.objects.filter(supervision=script()["guide"]["supervision"]).exists()


def build_standing(now: datetime) -> None:
    """Enter those of every staffed organ. All or nothing."""
    with transaction.atomic():
        for row in world()["organ"]:
            if "staffed" in row:
                organ = Organ.objects.select_related("contact").get(ref=row["ref"])
                _fill(organ, row["staffed"], now)


def _fill(organ: Organ, number: int, now: datetime) -> None:
    officer, leader = (_viewer(f"{role}{number}", now) for role in ("officer", "deputy"))
    place = place_of(organ.name)
    values = {**suggested(organ), **script()["guide"]}
    state_guide(officer, organ, values, version=guide_of(organ).version)
    for note in script()["note"]:
        note_category(officer, organ, note["category"], note["note"])
    today = timezone.localdate(now)
    for row in script()["account"]:
        said = {name: row[name].format(place=place) for name in ("channel", "name", "purpose", "keeper")}
        account = ask_account(officer, organ, Wish(**said))
        if "opened" in row:
            open_account(leader, account, version=account.version, on=today - timedelta(days=row["opened"]))
            review_account(officer, account, "fit")
    _post(officer, organ, now)
    for row in script()["concern"]:
        raised = now - timedelta(hours=row["hours_ago"])
        note_concern(officer, organ, Worry(row["title"].format(place=place), row["source"], raised))
    for row in script()["draft"]:
        _ask(organ, number, row, place, now)


def _post(officer: Viewer, organ: Organ, now: datetime) -> None:
    for row in script()["post"]:
        account = MediaAccount.objects.get(organ=organ, channel=row["channel"]) if row.get("account") else None
        on = timezone.localdate(now) - timedelta(days=row["ago"])
        said = {"address": row.get("address", ""), "count": row.get("count", 1), "account": account}
        enter_post(officer, organ, Post(row["channel"], row["title"], on, **said))


def _ask(organ: Organ, number: int, row: Mapping[str, Any], place: str, now: datetime) -> None:
    """Publish a draft for comment today, and then let it have opened as long ago as the script says."""
    officer, today = _viewer(f"officer{number}", now), timezone.localdate(now)
    title = row["title"].format(place=place)
    item = draft_item(officer, organ, ItemContent(title, today, row["body"], kind=ItemKind.COMMENT_DRAFT))
    ways = "来信：（演示地址）\n电子邮箱：demo@example.invalid"
    set_period(officer, item, Period(today, today + timedelta(days=30), ways=ways), version=item.version)
    review = submit_item(officer, item, version=item.version)
    for username in CHAIN:
        review.refresh_from_db()
        pass_item(_viewer(f"{username}{number}", now), review, version=review.version)
    item.refresh_from_db()
    publish_item(_viewer(f"deputy{number}", now), item, version=item.version)
    opened = today - timedelta(days=row["opened"])
    moment = now - timedelta(days=row["opened"])
    CommentPeriod.objects.filter(item=item).update(opens_on=opened, closes_on=opened + timedelta(days=30))
    Item.objects.filter(pk=item.pk).update(
        made_on=opened, publish_at=moment, published_at=moment, published_on=opened, updated_at=moment
    )
    item = Item.objects.select_related("organ", "comment_period").get(pk=item.pk)
    refresh(item)
    _say(officer, item, row)


def _say(officer: Viewer, item: Item, row: Mapping[str, Any]) -> None:
    for place, text in enumerate(row["opinions"]):
        speaker = Speaker(name=f"演示群众{place + 1}", phone="（演示电话）")
        opinion = enter_opinion(officer, item, text, speaker, key=f"demo-{item.ref}-{place}", medium="letter")
        if "verdicts" in row:
            said = {name[:-1] if name != "summaries" else "summary": row[name][place] for name in _SAID}
            judge_opinion(officer, opinion, version=opinion.version, **said)
    if "verdicts" in row:
        draft_feedback(officer, item)


_SAID = ("verdicts", "summaries", "explanations")


def _viewer(username: str, now: datetime) -> Viewer:
    return viewer_of(Account.objects.get(username=username), now)
