"""The desk's menu: groups, and where a page stands in them."""

from __future__ import annotations

import pytest
from web_world import World

from gongkai.web.desk.menu import ENTRIES, GROUPS, menu_of

pytestmark = pytest.mark.django_db


def test_every_entry_stands_in_a_group_that_exists() -> None:
    assert {group for group, *_ in ENTRIES} <= {ident for ident, _ in GROUPS}


def test_a_page_below_an_entry_belongs_to_it(world: World) -> None:
    menu = menu_of(world.viewer("officer", "street"), "/desk/cases/AB/identity/")
    here = [entry for group in menu for entry in group.entries if entry.here]
    assert [(entry.address, entry.here) for entry in here] == [("/desk/cases/", "true")]


def test_the_longest_address_wins(world: World) -> None:
    menu = menu_of(world.viewer("officer", "street"), "/desk/cases/paper/")
    here = [entry for group in menu for entry in group.entries if entry.here]
    assert [(entry.address, entry.here) for entry in here] == [("/desk/cases/paper/", "page")]


def test_a_group_with_nothing_open_to_the_viewer_is_left_out(world: World) -> None:
    names = {group.name for group in menu_of(world.viewer("system_administrator", "city"), "/desk/")}
    assert "机关与账号" in names
    assert "依申请公开" not in names
