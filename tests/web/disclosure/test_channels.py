"""What was published where, the register of accounts, answers to concerns, and what a report counts of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from items_world import content, drafted, leader, officer, passed, published
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.answer_concerns import Worry, answer_concern, note_concern
from gongkai.web.disclosure.actions.draft_item import save_item
from gongkai.web.disclosure.actions.enter_posts import POST_COLUMNS, Post, enter_post, import_posts, strike_post
from gongkai.web.disclosure.actions.keep_media import (
    Wish,
    ask_account,
    ask_closing,
    close_account,
    open_account,
    review_account,
)
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.facts import COUNT_NAMES, channel_counts, item_counts
from gongkai.web.disclosure.lacks import Where, lacks_of
from gongkai.web.disclosure.models import MediaAccount
from gongkai.web.disclosure.queries.channels import visible_media, visible_posts
from gongkai.web.organs.access import Refused
from gongkai.web.organs.sheets import SheetFaults, read_sheet

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)
WISH = Wish("official_account", "街道发布", "发布政务信息", "党政办公室")


def opened(world: World, wish: Wish = WISH, on: date | None = DAY) -> MediaAccount:
    account = ask_account(officer(world), world.organs["street"], wish)
    open_account(leader(world), account, version=account.version, on=on)
    return account


def post(world: World, **changed: object) -> None:
    said = {"channel": "notice_board", "title": "低保公示", "on": DAY, **changed}
    enter_post(officer(world), world.organs["street"], Post(**said))  # type: ignore[arg-type]


def table(*rows: str) -> object:
    text = "\n".join([",".join(POST_COLUMNS), *rows])
    return read_sheet("渠道.csv", text.encode(), list(POST_COLUMNS))


def test_each_channel_is_counted_and_the_site_counts_itself(world: World) -> None:
    published(world)
    post(world)
    post(world, channel="leaflet", title="防汛明白纸", count=500)
    post(world, on=date(2025, 9, 1))
    counted = channel_counts(world.organs["street"], 2026)
    assert {name: count for name, count in counted.items() if count} == {"site": 1, "notice_board": 1, "leaflet": 500}
    assert "television" in counted


def test_what_the_site_published_is_never_typed(world: World) -> None:
    with pytest.raises(InputError) as refused:
        post(world, channel="site")
    assert refused.value.field == "channel"


def test_a_struck_line_counts_no_more_but_is_kept(world: World) -> None:
    post(world)
    row = visible_posts(officer(world)).get()
    strike_post(officer(world), row, version=row.version, reason="重复登记")
    assert channel_counts(world.organs["street"], 2026)["notice_board"] == 0
    row.refresh_from_db()
    assert row.struck_because == "重复登记"


def test_a_post_in_new_media_names_an_account_that_was_open_that_day(world: World) -> None:
    account = opened(world)
    for changed in ({"account": None}, {"account": account, "on": DAY - timedelta(days=1)}):
        with pytest.raises(InputError) as refused:
            post(world, channel="official_account", **changed)
        assert refused.value.field == "account"
    post(world, channel="official_account", account=account)
    assert channel_counts(world.organs["street"], 2026)["official_account"] == 1


def test_a_table_goes_in_whole_or_not_at_all_with_each_fault_at_its_cell(world: World) -> None:
    rows = table("信息公告栏,,公示,2026-09-01,,1,", "飞鸽,,公示,2026-09-01,,1,", "广播,,通知,昨天,,x,")
    with pytest.raises(SheetFaults) as refused:
        import_posts(officer(world), world.organs["street"], rows)
    assert [fault.cell for fault in refused.value.faults] == ["A3", "D4"]
    assert not visible_posts(officer(world)).exists()


def test_the_same_table_twice_is_entered_once(world: World) -> None:
    rows = table("信息公告栏,,公示,2026-09-01,,1,", "信息公告栏,,公示,2026-09-01,,1,", "广播,,防汛,2026-09-02,,30,")
    counts = [import_posts(officer(world), world.organs["street"], rows) for _ in range(2)]
    assert counts == [3, 0]


def test_another_organ_neither_sees_nor_enters_posts(world: World) -> None:
    post(world)
    assert not visible_posts(world.viewer("officer", "lane")).exists()
    with pytest.raises(Refused):
        enter_post(world.viewer("officer", "lane"), world.organs["street"], Post("screen", "通知", DAY))


def test_an_account_is_opened_by_a_leader_who_did_not_ask_for_it(world: World) -> None:
    account = ask_account(officer(world), world.organs["street"], WISH)
    with pytest.raises(Refused):
        open_account(officer(world), account, version=account.version)
    account.refresh_from_db()
    open_account(leader(world), account, version=account.version)
    assert (account.state, account.opened_on) == ("open", date(2026, 9, 21))


def test_a_second_account_on_a_platform_says_why(world: World) -> None:
    opened(world)
    with pytest.raises(InputError) as refused:
        opened(world, Wish("official_account", "街道文旅", "文旅宣传", "文化站"))
    assert refused.value.field == "second_because"
    other = Wish("official_account", "街道文旅", "文旅宣传", "文化站", second_because="经区政府办公室同意")
    assert opened(world, other).state == "open"


def test_an_account_is_closed_with_consent_and_stays_in_the_register(world: World) -> None:
    account = opened(world)
    ask_closing(officer(world), account, version=account.version, reason="并入区融媒体中心")
    with pytest.raises(Refused):
        close_account(officer(world), account, version=account.version)
    account.refresh_from_db()
    close_account(leader(world), account, version=account.version)
    assert [(one.state, one.closed_on) for one in visible_media(officer(world))] == [("closed", date(2026, 9, 21))]


def test_a_review_that_finds_something_says_what_is_to_be_mended(world: World) -> None:
    account = opened(world)
    with pytest.raises(InputError) as refused:
        review_account(officer(world), account, "to_mend")
    assert refused.value.field == "remark"
    assert review_account(officer(world), account, "to_mend", "留言长期不回复").by.pk == officer(world).person_id


@pytest.mark.parametrize(("days", "is_named"), [(14, False), (15, True)])
def test_an_account_silent_for_more_than_two_weeks_is_named(world: World, days: int, is_named: bool) -> None:
    opened(world, on=date(2026, 9, 21) - timedelta(days=days))
    named = [one for one in lacks_of(officer(world), world.organs["street"]) if one.where is Where.MEDIA]
    assert bool(named) is is_named


@pytest.mark.parametrize(("gravity", "hours"), [("ordinary", 48), ("emergency", 5)])
def test_a_concern_is_answered_within_its_hours(world: World, gravity: str, hours: int) -> None:
    """RULES 6.7: 48 hours; five where it is an emergency (both from secondary sources)."""
    concern = note_concern(officer(world), world.organs["street"], Worry("停水", "hotline", NOW, gravity))
    assert concern.due_at - concern.raised_at == timedelta(hours=hours)


def test_a_concern_waits_until_its_answer_is_public(world: World) -> None:
    concern = note_concern(officer(world), world.organs["street"], Worry("停水", "hotline", NOW))
    item = answer_concern(officer(world), concern, version=concern.version)
    text = content(title=item.title, kind=item.kind, category="", body="<p>已恢复供水。</p>")
    save_item(officer(world), item, text, version=item.version)
    waits = [one.ref for one in lacks_of(officer(world), world.organs["street"]) if one.where is Where.CONCERNS]
    item = passed(world, item)
    publish_item(leader(world), item, version=item.version)
    after = [one.ref for one in lacks_of(officer(world), world.organs["street"]) if one.where is Where.CONCERNS]
    assert (waits, after) == ([concern.ref], [])


def test_a_report_counts_what_is_public_by_kind(world: World) -> None:
    published(world)
    drafted(world)
    published(world, kind="response", title="关于停水的回应", category="")
    opened(world)
    counted = item_counts(world.organs["street"], 2026)
    wanted = {"items": 2, "documents": 1, "responses": 1, "media_accounts": 1}
    assert {name: count for name, count in counted.items() if count} == wanted
    assert set(counted) == set(COUNT_NAMES)
