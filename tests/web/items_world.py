"""A street office that publishes, and items at every stage, for the tests of proactive disclosure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from web_world import NOW, World

from gongkai.web.disclosure.actions.check_gates import check_item, clear_gate
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.actions.submit_item import pass_item, submit_item
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer
from gongkai.web.review.models import Review, State

CHAIN = ("officer", "confidentiality_reviewer", "disclosure_head", "deputy_leader")


def content(**changed: object) -> ItemContent:
    plain = ItemContent(
        title="关于加强电动自行车停放管理的通告",
        made_on=date(2026, 9, 14),
        body="<p>为保障群众生命财产安全，现就电动自行车停放管理通告如下。</p><p>一、不得在楼道停放。</p>",
        document_number="街道〔2026〕12号",
        category="regulations",
        genre="announcement",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def officer(world: World, now: datetime = NOW) -> Viewer:
    return world.viewer("officer", "street", now=now)


def leader(world: World, now: datetime = NOW) -> Viewer:
    return world.viewer("deputy_leader", "street", now=now)


def drafted(world: World, **changed: object) -> Item:
    return draft_item(officer(world), world.organs["street"], content(**changed))


def submitted(world: World, item: Item | None = None, **changed: object) -> Review:
    found = item or drafted(world, **changed)
    return submit_item(officer(world), found, version=found.version)


def pass_all(world: World, review: Review) -> None:
    for role in CHAIN:
        review.refresh_from_db()
        name = "second-officer" if role == "officer" else ""
        pass_item(world.viewer(role, "street", name), review, version=review.version)
    assert Review.objects.get(pk=review.pk).state == State.PASSED


def passed(world: World, item: Item | None = None, **changed: object) -> Item:
    review = submitted(world, item, **changed)
    pass_all(world, review)
    return Item.objects.get(ref=review.subject_ref)


def published(world: World, now: datetime = NOW, at: datetime | None = None, **changed: object) -> Item:
    item = passed(world, **changed)
    return publish_item(leader(world, now), item, version=item.version, at=at)


def cleared(world: World, item: Item, gate: str, reason: str = "已逐项核对") -> None:
    check_item(officer(world), item)
    clear_gate(officer(world), item, gate, version=item.version, reason=reason)
