"""Counts kept between two questions are never those of a state that is gone."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from published import DAY, put_item
from web_world import NOW, World

from gongkai.web.disclosure.changing import tell_public
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries.standing import neighbours_of
from gongkai.web.disclosure.search import SearchQuery, counts_by_category, find, rebuild


def counted(at: datetime = NOW) -> tuple[int, int, int]:
    """Return the number of finds as said, as a facet has it, and as the first page has it."""
    found = find(at, SearchQuery())
    return (found.total, sum(facet.count for facet in found.facets["year"]), counts_by_category(at).get("c1", 0))


@pytest.fixture
def item(world: World) -> Item:
    return put_item(world.organs["street"], "通知", category="c1")


def test_a_second_asking_reads_no_counts(item: Item) -> None:
    counted()
    with CaptureQueriesContext(connection) as asked:
        assert counted() == (1, 1, 1)
    assert not [one["sql"] for one in asked.captured_queries if "COUNT(" in one["sql"]]


def test_what_is_withdrawn_leaves_the_counts_at_the_next_asking(item: Item) -> None:
    assert counted() == (1, 1, 1)
    Item.objects.filter(pk=item.pk).update(state="withdrawn")
    tell_public(item)
    assert counted() == (0, 0, 0)


def test_what_expires_leaves_the_counts_by_time_alone(world: World) -> None:
    put_item(world.organs["street"], "通知", category="c1", expires_at=NOW + DAY)
    assert [counted(NOW), counted(NOW + DAY)] == [(1, 1, 1), (0, 0, 0)]


def test_what_is_scheduled_enters_the_counts_by_time_alone(world: World) -> None:
    put_item(world.organs["street"], "通知", category="c1", at=NOW + DAY)
    assert [counted(NOW), counted(NOW + DAY)] == [(0, 0, 0), (1, 1, 1)]


def test_an_earlier_instant_is_not_answered_with_later_counts(item: Item) -> None:
    assert [counted(NOW), counted(NOW - 2 * DAY)] == [(1, 1, 1), (0, 0, 0)]


def test_an_index_made_anew_counts_as_a_change(item: Item) -> None:
    counted()
    Item.objects.filter(pk=item.pk).update(category="c2")
    rebuild()
    assert counted() == (1, 1, 0)


def test_neighbours_are_public_now_and_the_newest_first(item: Item, world: World) -> None:
    street = world.organs["street"]
    put_item(street, "旧", category="c1", at=NOW - 9 * DAY)
    put_item(street, "过期", category="c1", expires_at=NOW)
    put_item(street, "别类", category="c2")
    Item.objects.filter(pk=put_item(street, "撤回", category="c1").pk).update(state="withdrawn")
    put_item(street, "新", category="c1", at=NOW - 2 * DAY)
    assert [one.title for one in neighbours_of(NOW, item)] == ["新", "旧"]


def test_the_page_of_an_item_asks_few_questions_of_the_database(item: Item, client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/items/{item.ref}/").status_code == 200
    assert len(asked) <= 14
