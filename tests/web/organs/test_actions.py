"""Each action: its effect, its refusals, exactly one entry in the journal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, viewer_of
from gongkai.web.organs.actions.change_organ import move_organ, rename_organ, state_contact
from gongkai.web.organs.actions.end_post import ask_end, end_post, keep_post
from gongkai.web.organs.actions.first_accounts import open_first_accounts
from gongkai.web.organs.actions.found_organ import found_organ
from gongkai.web.organs.actions.grant_post import approve_post, request_post
from gongkai.web.organs.actions.open_account import open_account, reset_sign_in, set_activity
from gongkai.web.organs.actions.succeed_organ import merge_organs, split_organ
from gongkai.web.organs.models import Account, Organ, Succession
from gongkai.web.organs.queries import name_on, successors
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.project.environment import Environment

pytestmark = pytest.mark.django_db


@contextmanager
def one_entry(action: str) -> Iterator[None]:
    before = Entry.objects.count()
    yield
    assert [entry.action for entry in Entry.objects.all()[before:]] == [action]


@contextmanager
def nothing_written() -> Iterator[None]:
    before = Entry.objects.count()
    yield
    assert Entry.objects.count() == before


def test_founding_an_organ(world: World) -> None:
    system = world.viewer("system_administrator", "district")
    with one_entry("organs.found_organ"):
        found_organ(
            system, ref="new", name="新机关", level="township", kind="dispatched", parent=world.organs["district"]
        )
    assert Organ.objects.get(ref="new").parent == world.organs["district"]


@pytest.mark.parametrize(
    "changes", [{"ref": "street"}, {"name": ""}, {"level": "moon"}, {"kind": "moon"}, {"level": "city"}]
)
def test_an_organ_that_does_not_fit_is_not_founded(world: World, changes: dict[str, str]) -> None:
    values = {"ref": "new", "name": "新机关", "level": "township", "kind": "dispatched", **changes}
    with nothing_written(), pytest.raises(InputError):
        found_organ(world.viewer("system_administrator", "city"), parent=world.organs["district"], **values)


def test_an_organ_elsewhere_in_the_tree_is_not_founded(world: World) -> None:
    with nothing_written(), pytest.raises(Refused):
        found_organ(
            world.viewer("system_administrator", "district2"),
            ref="new", name="新机关", level="township", kind="dispatched", parent=world.organs["district"],
        )  # fmt: skip


def test_a_renamed_organ_keeps_its_old_name_for_the_days_before(world: World) -> None:
    street, system = world.organs["street"], world.viewer("system_administrator", "city")
    with one_entry("organs.rename_organ"):
        rename_organ(system, street, name="新街机关", on=date(2026, 7, 1), version=1, reason="更名")
    assert name_on(street, date(2026, 6, 30)) == "street机关"
    assert name_on(street, date(2026, 7, 1)) == "新街机关"


def test_the_second_of_two_changes_made_from_one_version_is_refused(world: World) -> None:
    street, system = world.organs["street"], world.viewer("system_administrator", "city")
    state_contact(system, street, {"phone": "0351-1"}, version=1)
    with nothing_written(), pytest.raises(StaleVersion):
        state_contact(system, street, {"phone": "0351-2"}, version=1)
    assert Organ.objects.get(ref="street").contact.phone == "0351-1"


def test_an_organ_is_not_moved_below_itself(world: World) -> None:
    with pytest.raises(InputError):
        move_organ(
            world.viewer("system_administrator", "city"),
            world.organs["district"], parent=world.organs["street"], version=1, reason="",
        )  # fmt: skip


def test_merged_organs_end_and_so_do_their_posts(world: World) -> None:
    officer = world.hire("officer", "street")
    system = world.viewer("system_administrator", "city")
    with one_entry("organs.merge_organs"):
        merge_organs(system, [world.organs["street"]], world.organs["lane"], on=date(2026, 7, 1), basis="改革方案")
    assert list(successors(world.organs["street"])) == [world.organs["lane"]]
    assert viewer_of(officer, NOW).holdings == ()


def test_a_split_organ_has_several_successors(world: World) -> None:
    system = world.viewer("system_administrator", "city")
    among = [world.organs["lane"], world.organs["street2"]]
    with one_entry("organs.split_organ"):
        split_organ(system, world.organs["street"], among, on=date(2026, 7, 1), basis="改革方案")
    assert set(successors(world.organs["street"])) == set(among)


def test_an_organ_with_organs_below_it_is_not_merged_away(world: World) -> None:
    with nothing_written(), pytest.raises(InputError):
        merge_organs(
            world.viewer("system_administrator", "city"),
            [world.organs["district"]], world.organs["district2"], on=date(2026, 7, 1), basis="",
        )  # fmt: skip
    assert not Succession.objects.exists()


def test_an_account_opens_without_any_power(world: World) -> None:
    system = world.viewer("system_administrator", "district")
    with one_entry("organs.open_account"):
        account, password = open_account(system, username="新人", name="新人", home=world.organs["street"])
    assert account.check_password(password)
    assert account.must_change_password
    assert viewer_of(account, NOW).holdings == ()
    assert password not in Entry.objects.latest("sequence").after


def test_a_post_takes_effect_with_the_second_person(world: World) -> None:
    system, security = world.viewer("system_administrator", "city"), world.viewer("security_administrator", "city")
    account, _ = open_account(system, username="新人", name="新人", home=world.organs["street"])
    with one_entry("organs.request_post"):
        post = request_post(system, account, world.organs["street"], "officer", reason="到岗")
    assert viewer_of(account, NOW).holdings == ()
    with one_entry("organs.approve_post"):
        approve_post(security, post)
    assert [holding.role for holding in viewer_of(account, NOW).holdings] == ["officer"]
    with one_entry("organs.end_post"):
        end_post(security, post, reason="离岗")
    assert viewer_of(account, NOW).holdings == ()


def test_the_post_of_an_administrator_ends_only_when_two_persons_want_it(world: World) -> None:
    system, security = world.viewer("system_administrator", "city"), world.viewer("security_administrator", "city")
    auditor, _ = world.hire("auditor", "district"), world.hire("auditor", "city")
    post = auditor.posts.get()
    for alone in (system, security):
        with nothing_written(), pytest.raises(Refused):
            end_post(alone, post, reason="离岗")
    with one_entry("organs.ask_end"):
        ask_end(system, post, reason="离岗")
    assert viewer_of(auditor, NOW).holdings
    with one_entry("organs.end_post"):
        end_post(security, post, reason="同意")
    assert viewer_of(auditor, NOW).holdings == ()


def test_the_security_administrator_may_keep_an_administrator_in_the_post(world: World) -> None:
    system, security = world.viewer("system_administrator", "city"), world.viewer("security_administrator", "city")
    post = world.hire("auditor", "district").posts.get()
    world.hire("auditor", "city")
    ask_end(system, post, reason="离岗")
    with one_entry("organs.keep_post"):
        keep_post(security, post, reason="仍在岗")
    with pytest.raises(Refused):
        end_post(security, post, reason="同意")


@pytest.mark.parametrize("role", ["auditor", "security_administrator"])
def test_the_last_administrator_of_a_kind_keeps_post_and_account(world: World, role: str) -> None:
    system, last = world.viewer("system_administrator", "city"), world.hire(role, "city")
    world.hire(role, "district")  # below the city: cares for a part of it only
    with nothing_written(), pytest.raises(InputError, match="最后一名"):
        ask_end(system, last.posts.get(), reason="离岗")
    with nothing_written(), pytest.raises(InputError, match="最后一名"):
        set_activity(system, last, is_active=False, reason="离岗")


def test_nobody_asks_for_a_post_for_themselves(world: World) -> None:
    deputy = world.hire("deputy_leader", "street")
    with nothing_written(), pytest.raises(Refused):
        request_post(viewer_of(deputy, NOW), deputy, world.organs["street"], "officer", reason="")


def test_who_asks_does_not_approve_nor_does_the_holder(world: World) -> None:
    deputy = world.viewer("deputy_leader", "street")
    leader = world.hire("principal_leader", "street")
    other = world.hire("principal_leader", "street", "另一位")
    post = request_post(deputy, leader, world.organs["street"], "officer", reason="兼任")
    with pytest.raises(Refused):
        approve_post(deputy, post)
    with pytest.raises(Refused):
        approve_post(viewer_of(leader, NOW), post)
    approve_post(viewer_of(other, NOW), post)


@pytest.mark.parametrize("role", ["system_administrator", "security_administrator", "auditor"])
@pytest.mark.parametrize("other", ["officer", "auditor", "security_administrator"])
def test_an_administrator_holds_no_second_role(world: World, role: str, other: str) -> None:
    """三员分立: three different people, none of them in a business role."""
    if role == other:
        return
    person = world.hire(role, "street")
    with nothing_written(), pytest.raises(InputError):
        request_post(world.viewer("system_administrator", "city"), person, world.organs["street"], other, reason="")


def test_the_superior_office_approves_the_first_post_of_a_new_organ_only(world: World) -> None:
    superior = world.viewer("superior_office", "district")
    system = world.viewer("system_administrator", "city")
    people = [open_account(system, username=f"新{n}", name="新", home=world.organs["lane"])[0] for n in (1, 2)]
    posts = [request_post(system, person, world.organs["lane"], "officer", reason="") for person in people]
    approve_post(superior, posts[0])
    with pytest.raises(Refused):
        approve_post(superior, posts[1])


def test_a_disabled_account_and_a_reset_one(world: World) -> None:
    system, officer = world.viewer("system_administrator", "city"), world.hire("officer", "street")
    with one_entry("organs.disable_account"):
        set_activity(system, officer, is_active=False, reason="调离")
    with one_entry("organs.reset_sign_in"):
        assert officer.check_password(reset_sign_in(system, officer, reason="遗失"))


def test_the_system_administrator_does_not_reset_themselves(world: World) -> None:
    person = world.hire("system_administrator", "city")
    with nothing_written(), pytest.raises(Refused):
        reset_sign_in(viewer_of(person, NOW), person, reason="")


def test_the_first_accounts_are_three_people_and_only_once(db: None) -> None:
    names = {"system_administrator": "甲", "security_administrator": "乙", "auditor": "丙"}
    top = Organ(ref="top", name="顶", level="city", kind="government")
    with pytest.raises(InputError):
        open_first_accounts(top, {**names, "auditor": "甲"}, NOW)
    assert set(open_first_accounts(top, names, NOW)) == {"甲", "乙", "丙"}
    with pytest.raises(InputError):
        open_first_accounts(Organ(ref="t2", name="顶2", level="city", kind="government"), names, NOW)
    assert Account.objects.count() == 3


def test_the_command_for_the_first_accounts_prints_passwords_that_work(db: None) -> None:
    out = StringIO()
    names = {"name": "某区人民政府", "ref": "1", "level": "county", "system": "甲", "security": "乙", "auditor": "丙"}
    call_command("first_accounts", *(f"--{key}={value}" for key, value in names.items()), stdout=out)
    for line in out.getvalue().splitlines()[:3]:
        username, password = line.split("  初始密码：")
        assert Account.objects.get(username=username).check_password(password)


def test_every_setting_is_in_the_guide() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "howto" / "run-the-platform.md").read_text("utf-8")
    assert {f"GONGKAI_{name.upper()}" for name in Environment.__slots__} <= set(re.findall(r"GONGKAI_\w+", guide))
