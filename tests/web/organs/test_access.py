"""The policy asked of one object and asked of rows is the same policy, and its rules hold by person and by tree."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.organs.access import Refused, Target, could, declare, may, public_viewer, reach, viewer_of
from gongkai.web.organs.models import Account, Organ, Post
from gongkai.web.organs.policy import load_policy, policy
from gongkai.web.organs.predicates import PREDICATES, Columns
from gongkai.web.organs.queries import organ_of, visible_accounts, visible_posts
from gongkai.web.organs.targets import ACCOUNT_COLUMNS, POST_COLUMNS, account_target, post_target

pytestmark = pytest.mark.django_db
ROLES = [role for role in policy().roles if role not in ("anonymous", "applicant")]


def everybody(world: World) -> list[Account]:
    for role, organ in itertools.product(ROLES, ("district", "street", "street2")):
        world.hire(role, organ)
    Account.objects.create(username="applicant", created_at=NOW)
    return list(Account.objects.all())


def test_every_condition_of_the_matrix_is_known() -> None:
    used = {name for kind in policy().objects.values() for c in kind.cells.values() for part in c for name in part}
    assert used <= set(PREDICATES)
    assert set(PREDICATES) <= used


@pytest.mark.parametrize(("verb", "kind"), [(v, k) for k in ("account", "post") for v in policy().verbs])
def test_rows_in_reach_are_exactly_those_of_which_the_policy_says_yes(world: World, verb: str, kind: str) -> None:
    """One saying per predicate for an object, one for rows: they never differ."""
    people = everybody(world)
    rows = Account.objects if kind == "account" else Post.objects
    columns = ACCOUNT_COLUMNS if kind == "account" else POST_COLUMNS
    target = account_target if kind == "account" else post_target
    states = "first_account" in str(policy().objects[kind].cells) or "applicant_account" in str(
        policy().objects[kind].cells
    )
    for viewer in [public_viewer(NOW), *(viewer_of(person, NOW) for person in people)]:
        yes = {row.pk for row in rows.all() if may(viewer, verb, target(row))}  # type: ignore[operator]
        found = set(rows.filter(reach(viewer, verb, kind, columns)).values_list("pk", flat=True))
        assert found == yes or (states and found <= yes), (viewer.name, verb)


def test_scope_follows_the_tree_at_the_moment_it_is_asked(world: World) -> None:
    superior = world.hire("superior_office", "district")
    report = Target("report_submitted", organ_id=world.organs["street"].pk)
    assert may(viewer_of(superior, NOW), "read", report)
    Organ.objects.filter(ref="street").update(parent=world.organs["district2"])
    assert not may(viewer_of(superior, NOW), "read", report)


def test_a_superior_does_not_inherit_the_content_of_cases(world: World) -> None:
    superior = world.viewer("superior_office", "district")
    case = Target("request_case", organ_id=world.organs["street"].pk)
    assert not may(superior, "read", case)
    assert may(superior, "read", replace(case, involved=frozenset({world.organs["district"].pk})))


def test_hidden_beats_everything(world: World) -> None:
    case = Target("disclosure_item", organ_id=world.organs["street"].pk, is_hidden=True)
    assert not any(may(world.viewer(role, "street"), "read", case) for role in ROLES)


@pytest.mark.parametrize("verb", ["approve", "extend"])
def test_nobody_approves_what_they_wrote_whatever_their_roles(world: World, verb: str) -> None:
    person = world.hire("disclosure_head", "street")
    Post.objects.create(account=person, organ=world.organs["street"], role="officer", requested_at=NOW, approved_at=NOW)
    own = Target("request_case", organ_id=world.organs["street"].pk, authors=frozenset({person.pk}))
    assert not may(viewer_of(person, NOW), verb, own)
    assert may(viewer_of(person, NOW), verb, replace(own, authors=frozenset()))


def test_only_the_head_of_the_disclosure_office_extends(world: World) -> None:
    """Article 33: an extension needs the consent of the head of the disclosure office."""
    case = Target("request_case", organ_id=world.organs["street"].pk)
    assert {role for role in ROLES if may(world.viewer(role, "street"), "extend", case)} == {"disclosure_head"}


def test_identity_is_read_by_the_assigned_officer_while_the_case_is_open(world: World) -> None:
    officer = world.viewer("officer", "street")
    identity = Target("identity", organ_id=world.organs["street"].pk, states=frozenset({"open"}))
    mine = replace(identity, assigned=frozenset({officer.person_id}))
    assert may(officer, "read", mine)
    assert not may(officer, "read", identity)
    assert not may(officer, "read", replace(mine, states=frozenset()))


def test_a_declared_look_is_needed_where_the_policy_says_so(world: World) -> None:
    auditor = world.viewer("auditor", "district")
    case = Target("request_case", organ_id=world.organs["street"].pk)
    assert not may(auditor, "read", case)
    assert may(declare(auditor), "read", case)


def test_the_system_administrator_sees_no_case_no_identity_no_journal(world: World) -> None:
    viewer = declare(world.viewer("system_administrator", "city"))
    for kind in ("request_case", "identity", "appeal", "journal", "report_draft", "disclosure_draft"):
        assert not any(may(viewer, verb, Target(kind, organ_id=world.organs["street"].pk)) for verb in policy().verbs)
        assert not any(could(viewer, verb, kind) for verb in policy().verbs)


def test_another_organ_a_disabled_account_and_an_ended_post_may_nothing(world: World) -> None:
    case = Target("request_case", organ_id=world.organs["street"].pk)
    person = world.hire("deputy_leader", "street")
    assert may(viewer_of(person, NOW), "read", case)
    assert not may(world.viewer("deputy_leader", "lane"), "read", case)
    Post.objects.filter(account=person).update(ended_at=NOW)
    assert not may(viewer_of(person, NOW), "read", case)
    Post.objects.filter(account=person).update(ended_at=None)
    person.is_active = False
    assert not may(viewer_of(person, NOW), "read", case)


def test_a_post_that_nobody_approved_has_no_effect(world: World) -> None:
    person = world.hire("deputy_leader", "street")
    Post.objects.filter(account=person).update(approved_at=None)
    assert viewer_of(person, NOW).holdings == ()


def test_an_organ_that_is_not_there_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        organ_of(public_viewer(NOW), "nowhere")


def test_the_public_lists_no_account_and_no_post(world: World) -> None:
    everybody(world)
    assert not visible_accounts(public_viewer(NOW)).exists()
    assert not visible_posts(public_viewer(NOW)).exists()


def test_asking_for_what_the_matrix_does_not_name_is_a_mistake_not_a_refusal(world: World) -> None:
    with pytest.raises(InputError):
        may(public_viewer(NOW), "peek", Target("organ"))


def test_a_matrix_that_names_an_unknown_role_is_not_loaded() -> None:
    data = {"verbs": {"read": "查看"}, "role": [], "object": [{"id": "o", "name": "o", "king": {"read": "anyone"}}]}
    with pytest.raises(InputError):
        load_policy(data)


def test_columns_that_are_not_named_fulfil_nothing(world: World) -> None:
    viewer = world.viewer("officer", "street")
    assert not Organ.objects.filter(reach(viewer, "read", "request_case", Columns(organ="id"))).exists()
