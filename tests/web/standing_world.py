"""What an office keeps beside its items, for tests that need one of each."""

from __future__ import annotations

from datetime import date

from items_world import drafted, leader, officer, passed
from web_world import NOW, World

from gongkai.web.disclosure.actions.answer_concerns import Worry, note_concern
from gongkai.web.disclosure.actions.ask_comments import Period, give_opinion, set_period
from gongkai.web.disclosure.actions.enter_posts import Post, enter_post
from gongkai.web.disclosure.actions.keep_media import Wish, ask_account
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.models import ItemImport, Opinion
from gongkai.web.disclosure.speakers import Speaker
from gongkai.web.organs.access import public_viewer


def office_objects(world: World) -> dict[str, object]:
    """An account, a concern, a post and a table of past items of the street, made once."""
    organ, viewer = world.organs["street"], officer(world)
    known = organ.media_accounts.first()
    account = known or ask_account(viewer, organ, Wish("microblog", "街道微博", "发布信息", "党政办"))
    concern = organ.concerns.first() or note_concern(viewer, organ, Worry("停水", "hotline", NOW))
    post = organ.channel_posts.first() or enter_post(viewer, organ, Post("screen", "通知", date(2026, 9, 1)))
    book = ItemImport.objects.filter(organ=organ).first() or ItemImport.objects.create(
        organ=organ, name="目录.csv", content_sealed=b"", state="ready", asked_by_id=viewer.person_id, asked_at=NOW
    )
    return {"media": account.ref, "concerns": concern.ref, "channels": post.ref, "past": book.ref}


def opinion(world: World) -> Opinion:
    """An opinion on a published draft."""
    item = drafted(world, kind=ItemKind.COMMENT_DRAFT, title="停车管理办法（征求意见稿）")
    period = Period(date(2026, 9, 21), date(2026, 10, 21))
    set_period(officer(world), item, period, version=item.version)
    item = passed(world, item)
    publish_item(leader(world), item, version=item.version)
    return give_opinion(public_viewer(NOW), item, "建议夜间免费", Speaker(name="赵建国"), key="routes")
