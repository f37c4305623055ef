"""What a reader must not be led astray by: empty columns, the same thing twice, drafts that look as if in force."""

from __future__ import annotations

import pytest
from django.test import Client
from published import DAY, put_item
from web_world import NOW, World

from gongkai.web.disclosure.models import Item, Relation
from gongkai.web.organs.models import Contact

pytestmark = pytest.mark.django_db


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("column", ["guide", "institutions"])
def test_a_column_across_organs_leads_to_each_organ_s_own_page(world: World, column: str) -> None:
    Contact.objects.get_or_create(organ=world.organs["street"])
    page = read(f"/columns/{column}/")
    assert f'href="/organs/street/{column}/"' in page
    assert "这里还没有公开的信息" not in page


def test_a_draft_for_comment_is_not_said_to_be_in_force(world: World) -> None:
    street = world.organs["street"]
    draft = put_item(street, "办法（征求意见稿）", kind="comment_draft")
    rule = put_item(street, "办法")
    assert ["现行有效" in read(f"/items/{one.ref}/") for one in (draft, rule)] == [False, True]


def test_an_interpretation_and_what_was_replaced_are_named_once(world: World) -> None:
    street = world.organs["street"]
    rule, old = put_item(street, "停放办法"), put_item(street, "停放规定", at=NOW - 9 * DAY)
    reading = put_item(street, "停放解读", kind="interpretation")
    Relation.objects.create(item=reading, other=rule, kind="interprets")
    Item.objects.filter(pk=old.pk).update(successor=rule)
    page = read(f"/items/{rule.ref}/")
    assert [page.count(f">{title}</a>") for title in ("停放解读", "停放规定")] == [1, 1]
