"""A policy and what explains it: linked both ways, released in one transaction, never one before the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from items_world import content, drafted, leader, officer, pass_all, passed
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.draft_item import save_item
from gongkai.web.disclosure.actions.publish_item import publish_item, schedule
from gongkai.web.disclosure.actions.release_together import (
    Form,
    decide_release,
    draft_interpretation,
    publish_together,
    schedule_together,
)
from gongkai.web.disclosure.actions.submit_item import submit_item, take_back
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.company import interpretations_of, policies_of
from gongkai.web.disclosure.lacks import Where, lacks_of
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import public_items

pytestmark = pytest.mark.django_db
TEXT = Form("text")
LATER = NOW + timedelta(days=3)


def explained(world: World, *, alone: str = "") -> Item:
    """A policy that has to be explained and has passed its review."""
    policy = drafted(world)
    decide_release(officer(world), policy, is_explained=True, alone_because=alone, version=policy.version)
    return passed(world, policy)


def interpretation(world: World, policy: Item, *, is_passed: bool = True) -> Item:
    item = draft_interpretation(officer(world), policy, TEXT, version=policy.version)
    text = content(title=item.title, kind=ItemKind.INTERPRETATION, category="", body="<p>为什么制定本通告。</p>")
    save_item(officer(world), item, text, version=item.version)
    if is_passed:
        pass_all(world, submit_item(officer(world), item, version=item.version))
    policy.refresh_from_db()
    return Item.objects.get(pk=item.pk)


def public(now=NOW) -> set[str]:
    return set(public_items(now).values_list("kind", flat=True))


def test_an_interpretation_is_linked_both_ways_from_its_first_draft(world: World) -> None:
    policy = explained(world)
    item = interpretation(world, policy, is_passed=False)
    assert list(interpretations_of(policy)) == [item]
    assert list(policies_of(item)) == [policy]


def test_a_policy_that_has_to_be_explained_does_not_go_out_alone(world: World) -> None:
    policy = explained(world)
    with pytest.raises(InputError, match="须同步解读"):
        publish_item(leader(world), policy, version=policy.version, at=LATER)
    assert public(LATER) == set()


def test_with_a_reason_it_goes_out_alone_and_the_desk_says_what_is_still_owed(world: World) -> None:
    policy = explained(world, alone="防汛紧急，解读随后发布")
    publish_item(leader(world), policy, version=policy.version)
    owed = [lack for lack in lacks_of(officer(world), policy.organ) if lack.where is Where.INTERPRETATION]
    assert [(lack.ref, "防汛紧急" in lack.why) for lack in owed] == [(policy.ref, True)]


def test_both_go_out_at_the_same_instant(world: World) -> None:
    policy = explained(world)
    interpretation(world, policy)
    publish_together(leader(world), policy, version=policy.version, at=LATER)
    assert public(LATER - timedelta(seconds=1)) == set()
    assert public(LATER) == {"document", "interpretation"}


def test_neither_goes_out_where_one_cannot(world: World) -> None:
    """The interpretation was opened again after the policy had passed: nothing is published."""
    policy = explained(world)
    item = interpretation(world, policy)
    take_back(leader(world), item, version=item.version, reason="数字有误")
    with pytest.raises(InputError, match="没有通过审核的解读"):
        publish_together(leader(world), policy, version=policy.version)
    assert public() == set()


def test_a_stale_policy_takes_its_interpretation_back_too(world: World) -> None:
    policy = explained(world)
    interpretation(world, policy)
    Item.objects.filter(pk=policy.pk).update(title="改过的标题")
    policy.refresh_from_db()
    with pytest.raises(Exception, match="刚被其他人修改"):
        publish_together(leader(world), policy, version=policy.version)
    assert public() == set()


def test_an_interpretation_does_not_go_out_before_its_policy(world: World) -> None:
    policy = explained(world)
    item = interpretation(world, policy)
    with pytest.raises(InputError, match="还没有发布"):
        publish_item(leader(world), item, version=item.version)


def test_an_interpretation_written_later_goes_out_by_itself(world: World) -> None:
    policy = explained(world, alone="解读随后发布")
    publish_item(leader(world), policy, version=policy.version)
    policy.refresh_from_db()
    item = interpretation(world, policy)
    publish_item(leader(world), item, version=item.version)
    assert public() == {"document", "interpretation"}


def test_one_of_both_cannot_be_given_another_time_but_both_can(world: World) -> None:
    policy = explained(world)
    item = interpretation(world, policy)
    publish_together(leader(world), policy, version=policy.version, at=LATER)
    for one in (policy, item):
        one.refresh_from_db()
        with pytest.raises(InputError, match="定于同时发布"):
            schedule(leader(world), one, version=one.version, at=LATER + timedelta(days=1))
    schedule_together(leader(world), policy, version=policy.version, at=LATER + timedelta(days=1))
    assert public(LATER) == set()
    assert public(LATER + timedelta(days=1)) == {"document", "interpretation"}


def test_a_policy_that_needs_no_explanation_goes_out_as_ever(world: World) -> None:
    policy = passed(world)
    publish_item(leader(world), policy, version=policy.version)
    assert public() == {"document"}


@pytest.mark.parametrize("form", ["audio", "video"])
def test_what_is_heard_or_seen_has_its_words_beside_it(world: World, form: str) -> None:
    policy = drafted(world)
    said = Form(form, "https://example.invalid/a.mp4")
    with pytest.raises(InputError) as refused:
        draft_interpretation(officer(world), policy, said, version=policy.version)
    assert refused.value.field == "transcript"
