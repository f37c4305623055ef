"""决策预公开: thirty days, opinions without an account, adoption explained, no person ever public."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from items_world import drafted, leader, officer, passed
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.ask_comments import (
    Period,
    draft_feedback,
    enter_opinion,
    give_opinion,
    judge_opinion,
    read_speaker,
    set_period,
    text_of,
)
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.lacks import Where, lacks_of
from gongkai.web.disclosure.models import Item, Opinion
from gongkai.web.disclosure.queries.special import comment_of
from gongkai.web.disclosure.speakers import Speaker
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, public_viewer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 21)
MONTH = Period(TODAY, TODAY + timedelta(days=30))
SPEAKER = Speaker(name="赵建国", phone="13912345678", email="zhao@example.invalid")
AFTER = NOW + timedelta(days=31)


def draft_for_comment(world: World, period: Period = MONTH) -> Item:
    item = drafted(world, kind=ItemKind.COMMENT_DRAFT, title="停车管理办法（征求意见稿）")
    set_period(officer(world), item, period, version=item.version)
    item = passed(world, item)
    return publish_item(leader(world), item, version=item.version)


def say(item: Item, text: str = "建议夜间免费", key: str = "k1", now: datetime = NOW) -> Opinion:
    return give_opinion(public_viewer(now), item, text, SPEAKER, key=key)


def judged(world: World, opinion: Opinion, verdict: str, summary: str = "夜间免费", why: str = "") -> None:
    viewer = officer(world, AFTER)
    judge_opinion(viewer, opinion, verdict=verdict, summary=summary, explanation=why, version=opinion.version)


@pytest.mark.parametrize(("days", "fits"), [(30, True), (29, False)])
def test_a_draft_is_open_for_at_least_thirty_days(world: World, days: int, fits: bool) -> None:
    """重大行政决策程序暂行条例第十五条: 一般不少于30日."""
    item = drafted(world, kind=ItemKind.COMMENT_DRAFT)
    period = Period(TODAY, TODAY + timedelta(days=days))
    if fits:
        assert set_period(officer(world), item, period, version=item.version).closes_on == date(2026, 10, 21)
    else:
        with pytest.raises(InputError) as refused:
            set_period(officer(world), item, period, version=item.version)
        assert "2026-10-21" in str(refused.value)


def test_a_shorter_period_is_explained(world: World) -> None:
    item = drafted(world, kind=ItemKind.COMMENT_DRAFT)
    period = Period(TODAY, TODAY + timedelta(days=7), shorter_because="汛期临近，情况紧急")
    assert set_period(officer(world), item, period, version=item.version).shorter_because == "汛期临近，情况紧急"


def test_a_draft_without_a_period_does_not_go_out(world: World) -> None:
    item = passed(world, kind=ItemKind.COMMENT_DRAFT)
    with pytest.raises(InputError, match="没有设置征求意见的期限"):
        publish_item(leader(world), item, version=item.version)


def test_anybody_says_something_without_an_account(world: World) -> None:
    opinion = say(draft_for_comment(world))
    assert text_of(officer(world), opinion) == "建议夜间免费"


def test_the_same_submission_twice_is_one_opinion(world: World) -> None:
    item = draft_for_comment(world)
    assert say(item).pk == say(item).pk
    assert say(item, key="k2").serial == 2


@pytest.mark.parametrize("now", [NOW - timedelta(days=2), AFTER])
def test_outside_the_period_nothing_is_taken_in(world: World, now: datetime) -> None:
    item = draft_for_comment(world, Period(TODAY, TODAY + timedelta(days=30)))
    Item.objects.filter(pk=item.pk).update(publish_at=NOW - timedelta(days=9))
    with pytest.raises(InputError, match="不在征求意见期内"):
        say(item, now=now)


def test_a_draft_that_is_not_public_takes_no_opinions(world: World) -> None:
    item = drafted(world, kind=ItemKind.COMMENT_DRAFT)
    set_period(officer(world), item, MONTH, version=item.version)
    with pytest.raises(Refused):
        say(item)


def test_who_said_it_and_what_is_kept_sealed(world: World) -> None:
    say(draft_for_comment(world), "我叫赵建国，电话13912345678")
    row = Opinion.objects.values().get()
    clear = " ".join(str(value) for value in row.values())
    assert [word for word in ("赵建国", "13912345678", "zhao@", "电话") if word in clear] == []
    assert row["person_shown"] == {"name": "赵**", "phone": "139****5678", "email": "zha*************alid"}


def test_nobody_of_another_organ_reads_an_opinion(world: World) -> None:
    opinion = say(draft_for_comment(world))
    for viewer in (world.viewer("officer", "lane"), world.viewer("superior_office", "district"), public_viewer(NOW)):
        with pytest.raises(Refused):
            text_of(viewer, opinion)


def test_reading_who_said_it_needs_a_reason_and_is_written_down(world: World) -> None:
    opinion = say(draft_for_comment(world))
    with pytest.raises(InputError):
        read_speaker(officer(world), opinion, reason=" ")
    assert read_speaker(officer(world), opinion, reason="电话核实").name == "赵建国"
    entry = Entry.objects.get(action="disclosure.read_speaker")
    assert (entry.object_ref, entry.reason) == (opinion.ref, "电话核实")


def test_an_officer_who_did_not_write_the_draft_does_not_learn_who_said_it(world: World) -> None:
    opinion = say(draft_for_comment(world))
    with pytest.raises(Refused):
        read_speaker(world.viewer("officer", "street", "third-officer"), opinion, reason="好奇")


def test_what_is_not_adopted_is_explained(world: World) -> None:
    opinion = say(draft_for_comment(world))
    with pytest.raises(InputError) as refused:
        judged(world, opinion, "not_adopted")
    assert refused.value.field == "explanation"


def test_the_notice_counts_and_explains_and_names_nobody(world: World) -> None:
    item = draft_for_comment(world)
    for number, (verdict, why) in enumerate([("adopted", ""), ("adopted", ""), ("not_adopted", "超出权限")]):
        opinion = say(item, f"赵建国说的第{number}条", key=f"k{number}")
        judged(world, opinion, verdict, "夜间免费" if verdict == "adopted" else "全部取消", why)
    notice = draft_feedback(officer(world, AFTER), item)
    assert "共收到意见3条，其中采纳2条，部分采纳0条，未采纳1条" in notice.text
    assert "夜间免费\t2\t采纳" in notice.text
    assert "赵建国" not in notice.body


def test_no_notice_before_the_period_is_over_and_every_opinion_judged(world: World) -> None:
    item = draft_for_comment(world)
    say(item)
    with pytest.raises(InputError, match="还没有结束"):
        draft_feedback(officer(world), item)
    with pytest.raises(InputError, match="还有1条意见没有研究"):
        draft_feedback(officer(world, AFTER), item)


def test_the_desk_asks_for_the_notice_until_it_is_public(world: World) -> None:
    item = draft_for_comment(world)
    owed = [one.what for one in lacks_of(officer(world, AFTER), item.organ) if one.where is Where.COMMENTS]
    assert owed == [f"《{item.title}》没有公布意见采纳情况"]
    notice = passed(world, draft_feedback(officer(world, AFTER), item))
    publish_item(leader(world, AFTER), notice, version=notice.version)
    assert [one for one in lacks_of(officer(world, AFTER), item.organ) if one.where is Where.COMMENTS] == []
    assert comment_of(AFTER, item).feedback == notice


def test_letters_and_meetings_count_as_opinions_too(world: World) -> None:
    item = draft_for_comment(world)
    row = enter_opinion(officer(world), item, "信中所提意见", Speaker(), key="letter-1", medium="letter")
    assert (row.serial, row.person_sealed) == (1, "")


def test_a_summary_with_a_personal_number_is_refused(world: World) -> None:
    opinion = say(draft_for_comment(world))
    with pytest.raises(InputError, match="个人号码"):
        judged(world, opinion, "adopted", "请致电13912345678")


def test_only_a_draft_for_comment_has_a_period(world: World) -> None:
    item = drafted(world)
    with pytest.raises(InputError, match="只有决策预公开草案"):
        set_period(officer(world), item, MONTH, version=item.version)
