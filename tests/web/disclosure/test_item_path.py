"""An item from its first draft to its withdrawal, by the actions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from items_world import content, drafted, leader, officer, pass_all, passed, published, submitted
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.disclosure import queries
from gongkai.web.disclosure.actions.change_validity import change_validity
from gongkai.web.disclosure.actions.correct_item import correct_item, drop_draft, order_correction
from gongkai.web.disclosure.actions.draft_item import Conflict, save_item, share_item
from gongkai.web.disclosure.actions.expire_items import expire_items
from gongkai.web.disclosure.actions.publish_item import publish_item, publish_ready, schedule
from gongkai.web.disclosure.actions.submit_item import pass_item, return_item, take_back
from gongkai.web.disclosure.actions.withdraw_item import withdraw_item
from gongkai.web.disclosure.models import Item, PublicVersion, Revision
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, declare
from gongkai.web.organs.versions import StaleVersion

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def is_public(item: Item, now=NOW) -> bool:
    return queries.public_items(now).filter(pk=item.pk).exists()


def test_a_draft_has_its_index_number_its_attribute_and_its_last_day_from_the_start(world: World) -> None:
    first, second = drafted(world), drafted(world, made_on=date(2026, 9, 18))
    assert (first.index_number, second.index_number) == ("street/2026-00001", "street/2026-00002")
    assert first.attribute == "public"
    assert first.due_on == date(2026, 10, 16)  # off: 25-27 September, 1-7 October; at work: 20 September, 10 October


def test_what_is_not_public_needs_a_reason_and_a_basis_and_has_no_last_day(world: World) -> None:
    with pytest.raises(InputError, match="理由"):
        drafted(world, attribute="not_public")
    item = drafted(world, attribute="not_public", attribute_reason="内部管理事项", attribute_basis="条例第十六条")
    assert item.due_on is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("title", " "), ("title", "长" * 201), ("made_on", date(2026, 9, 22)), ("category", "")),
        *(("category", "unknown"), ("kind", "unknown"), ("validity", ""), ("genre", "poem")),
    ],
)
def test_a_draft_that_cannot_be_right_is_refused_at_its_field(world: World, field: str, value: object) -> None:
    with pytest.raises(InputError) as refused:
        drafted(world, **{field: value})
    assert refused.value.field == field


def test_nothing_is_public_before_it_is_published_and_all_of_it_after(world: World) -> None:
    item = drafted(world)
    assert not is_public(item)
    review = submitted(world, item)
    assert not is_public(item)
    pass_all(world, review)
    assert not is_public(item)
    item.refresh_from_db()
    publish_item(leader(world), item, version=item.version)
    assert queries.public_item(NOW, item.ref).published_on == date(2026, 9, 21)


def test_who_wrote_a_part_cannot_pass_it(world: World) -> None:
    item = drafted(world)
    colleague = world.hire("officer", "street", "second-officer")
    share_item(officer(world), item, colleague, version=item.version)
    review = submitted(world, Item.objects.get(pk=item.pk))
    own = world.viewer("officer", "street")
    with pytest.raises(Refused):
        pass_item(own, review, version=review.version)


def test_an_officer_cannot_publish_and_a_leader_of_another_organ_neither(world: World) -> None:
    item = passed(world)
    for viewer in (officer(world), world.viewer("deputy_leader", "lane"), world.viewer("superior_office", "district")):
        with pytest.raises(Refused):
            publish_item(viewer, item, version=item.version)


def test_only_its_authors_change_a_draft_and_nobody_what_is_under_review(world: World) -> None:
    item = drafted(world)
    with pytest.raises(Refused):
        save_item(world.viewer("officer", "street", "other"), item, content(title="改"), version=item.version)
    submitted(world, item)
    item.refresh_from_db()
    with pytest.raises(Refused):
        save_item(officer(world), item, content(title="改"), version=item.version)


def test_two_who_save_the_same_draft_both_keep_their_words(world: World) -> None:
    item = drafted(world)
    stale = Item.objects.get(pk=item.pk)
    save_item(officer(world), item, content(title="甲的标题"), version=item.version)
    with pytest.raises(Conflict) as conflict:
        save_item(officer(world), stale, content(title="乙的标题"), version=stale.version)
    assert (conflict.value.stored.title, conflict.value.yours.title) == ("甲的标题", "乙的标题")
    assert Item.objects.get(pk=item.pk).title == "甲的标题"


def test_a_returned_item_is_open_again_and_goes_a_second_round(world: World) -> None:
    review = submitted(world)
    item = Item.objects.get(ref=review.subject_ref)
    second = world.viewer("officer", "street", "second-officer")
    return_item(second, review, version=review.version, reason="请补充联系电话")
    item.refresh_from_db()
    save_item(officer(world), item, content(title="改好的通告"), version=item.version)
    again = submitted(world, Item.objects.get(pk=item.pk))
    assert (again.ref, again.round) == (review.ref, 2)


def test_a_scheduled_item_shows_from_its_instant_on_and_not_before(world: World) -> None:
    item = published(world, at=LATER)
    assert not is_public(item, LATER - timedelta(seconds=1))
    assert is_public(item, LATER)
    schedule(leader(world), item, version=item.version, at=LATER + timedelta(days=1))
    assert not is_public(item, LATER)


def test_what_is_public_cannot_be_scheduled_away(world: World) -> None:
    item = published(world)
    with pytest.raises(InputError, match="已经公开"):
        schedule(leader(world), item, version=item.version, at=LATER)


def test_an_expired_item_is_gone_at_its_instant_and_marked_by_the_task(world: World) -> None:
    item = passed(world)
    publish_item(leader(world), item, version=item.version, expires_at=LATER)
    assert is_public(item, LATER - timedelta(seconds=1))
    assert not is_public(item, LATER)
    assert expire_items(LATER) == 1
    assert Item.objects.get(pk=item.pk).state == "expired"


def test_a_withdrawn_item_leaves_its_note_and_nothing_else(world: World) -> None:
    item = published(world)
    withdraw_item(leader(world), item, version=item.version, reason="数据有误", note="内容正在更正")
    assert not is_public(item)
    tombstone = queries.tombstone_of(item.ref)
    assert tombstone is not None
    assert tombstone.note == "内容正在更正"
    assert item.title not in str(tombstone)


def test_urgent_withdrawal_is_the_confidentiality_reviewers_after_signing_in_again(world: World) -> None:
    item = published(world)
    secrecy = world.viewer("confidentiality_reviewer", "street")
    with pytest.raises(Refused):
        withdraw_item(secrecy, item, version=0, reason="疑似涉密", is_urgent=True)
    withdraw_item(declare(secrecy), item, version=0, reason="疑似涉密", is_urgent=True)
    assert not is_public(item)


def test_a_correction_goes_the_whole_path_while_the_item_stays_and_then_takes_its_place(world: World) -> None:
    item = published(world)
    draft = correct_item(officer(world), item, version=item.version, note="更正第一条的地点")
    save_item(officer(world), draft, content(title="关于加强停放管理的通告"), version=draft.version)
    assert queries.public_item(NOW, item.ref).title == content().title
    passed(world, Item.objects.get(pk=draft.pk))
    draft.refresh_from_db()
    publish_item(leader(world), draft, version=draft.version)
    found = queries.public_item(NOW, item.ref)
    assert (found.title, found.public_note) == ("关于加强停放管理的通告", "更正第一条的地点")
    assert [row.is_public for row in found.revisions.all()][-2:] == [True, True]
    assert not is_public(draft)


def test_only_one_correction_is_under_way_at_a_time(world: World) -> None:
    item = published(world)
    correct_item(officer(world), item, version=item.version, note="一")
    item.refresh_from_db()
    with pytest.raises(InputError, match="正在办理的更正"):
        correct_item(officer(world), item, version=item.version, note="二")


def test_a_superior_office_orders_a_correction_below_and_not_elsewhere(world: World) -> None:
    item = published(world)
    order_correction(world.viewer("superior_office", "district"), item, version=item.version, what="标题与正文不符")
    assert Item.objects.get(pk=item.pk).ordered_note == "标题与正文不符"
    with pytest.raises(Refused):
        order_correction(world.viewer("superior_office", "district2"), item, version=item.version, what="x")


def test_a_successor_is_linked_both_ways_and_never_in_a_circle(world: World) -> None:
    old, new = published(world), published(world, title="新的通告")
    change_validity(leader(world), old, version=old.version, validity="repealed", successor=new, reason="街道令1号")
    assert list(new.predecessors.all()) == [old]
    with pytest.raises(InputError, match="代替"):
        change_validity(leader(world), new, version=new.version, validity="repealed", successor=old, reason="x")


def test_a_passed_item_can_be_taken_back_before_it_is_published(world: World) -> None:
    item = passed(world)
    take_back(leader(world), item, version=item.version, reason="时机不合适")
    assert Item.objects.get(pk=item.pk).state == "draft"


def test_a_draft_given_up_is_kept_and_closed(world: World) -> None:
    item = drafted(world)
    drop_draft(officer(world), item, version=item.version, reason="重复起草")
    assert Item.objects.get(pk=item.pk).state == "dropped"


def test_every_write_is_in_the_journal_under_one_name(world: World) -> None:
    item = published(world)
    actions = set(
        Entry.objects.filter(object_kind="disclosure_item", object_ref=item.ref).values_list("action", flat=True)
    )
    assert actions >= {f"disclosure.{name}" for name in ("draft_item", "submit_item", "pass_item", "publish_item")}


def test_every_saved_version_is_a_revision_and_the_same_words_none(world: World) -> None:
    item = drafted(world)
    save_item(officer(world), item, content(title="第二版"), version=item.version)
    save_item(officer(world), item, content(title="第二版"), version=item.version)
    assert Revision.objects.filter(item=item).count() == 2


def test_what_the_public_sees_is_counted_with_every_change_of_it(world: World) -> None:
    item = published(world)
    first = PublicVersion.objects.get(scope="street").number
    withdraw_item(leader(world), item, version=item.version, reason="误发", note="正在核实")
    assert PublicVersion.objects.get(scope="street").number == first + 1
    assert PublicVersion.objects.get(scope="").number >= first + 1


def test_a_signed_report_is_published_at_once_with_its_number(world: World) -> None:
    report = content(kind="annual_report", title="2025年政府信息公开工作年度报告", category="")
    item = publish_ready(leader(world), world.organs["street"], report, reason="年度报告已经审核签发")
    assert is_public(item)
    with pytest.raises(Refused):
        publish_ready(officer(world), world.organs["street"], report, reason="x")


def test_what_was_changed_behind_the_reviewers_back_cannot_be_passed(world: World) -> None:
    review = submitted(world)
    Item.objects.filter(ref=review.subject_ref).update(title="改过的标题")
    with pytest.raises(StaleVersion):
        pass_item(world.viewer("officer", "street", "second-officer"), review, version=review.version)
