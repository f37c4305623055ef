"""Every action tried by every role that may not: refused as if the case were not there, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from cases_world import NOW, application, at_counter, drafted, key, later, officer
from web_world import World

from gongkai.web.cases import queries
from gongkai.web.cases.access import case_columns, case_target
from gongkai.web.cases.actions import (
    assign,
    charge,
    consult,
    correction,
    draft_reply,
    extend,
    file_application,
    identity,
    import_register,
    keep_file,
    keep_record,
    part_ways,
    reasons,
    register,
    serve,
)
from gongkai.web.cases.actions.file_application import Arrival
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Case
from gongkai.web.cases.people import Person
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, Viewer, may, public_viewer, reach, viewer_of
from gongkai.web.organs.models import Account
from gongkai.web.organs.policy import policy

pytestmark = pytest.mark.django_db
Try = Callable[[Viewer, Case], object]
DAY = date(2026, 10, 10)
# action: the verb that the policy guards it with, and a try of it.
ACTIONS: dict[str, tuple[str, str, Try]] = {
    "confirm_receipt": ("request_case", "create", lambda v, c: register.confirm_receipt(v, c, version=c.version)),
    "register_case": ("request_case", "create", lambda v, c: register.register_case(v, c, version=c.version)),
    "register_paper": ("request_case", "create", lambda v, c: paper(v, c)),  # noqa: PLW0108 - defined below
    "ask_import": (
        "request_case",
        "create",
        lambda v, c: import_register.ask_import(v, c.organ, name="a.xlsx", content=b"x"),
    ),
    "hand_over": (
        "request_case",
        "edit",
        lambda v, c: assign.hand_over(v, c, Account.objects.get(username="spare"), version=c.version, reason="x"),
    ),
    "give_back": ("request_case", "edit", lambda v, c: assign.give_back(v, c, version=c.version, reason="x")),
    "ask_correction": (
        "request_case",
        "edit",
        lambda v, c: correction.ask_correction(v, c, version=c.version, items="x", guidance="x", reply_by=DAY),
    ),
    "send_consultation": (
        "request_case",
        "edit",
        lambda v, c: consult.send_consultation(
            v, c, version=c.version, kind="third_party", about="x", receiver="某某公司"
        ),
    ),
    "ask_extension": (
        "request_case",
        "edit",
        lambda v, c: extend.ask_extension(v, c, version=c.version, days=5, reason="x"),
    ),
    "delay_case": ("request_case", "extend", lambda v, c: extend.delay_case(v, c, version=c.version, until=DAY)),
    "ask_reasons": (
        "request_case",
        "edit",
        lambda v, c: reasons.ask_reasons(v, c, version=c.version, why="x", reply_by=DAY),
    ),
    "notify_fee": (
        "request_case",
        "edit",
        lambda v, c: charge.notify_fee(v, c, version=c.version, scale="pages", count=99),
    ),
    "split_case": (
        "request_case",
        "edit",
        lambda v, c: part_ways.split_case(v, c, version=c.version, descriptions=["a", "b"]),
    ),
    "transfer_case": (
        "request_case",
        "edit",
        lambda v, c: part_ways.transfer_case(v, c, version=c.version, reason="x", to="某局"),
    ),
    "withdraw_case": ("request_case", "edit|withdraw", lambda v, c: part_ways.withdraw_case(v, c, version=c.version)),
    "record_search": (
        "request_case",
        "edit",
        lambda v, c: keep_record.record_search(v, c, version=c.version, places="x", words="x", found="x"),
    ),
    "add_file": (
        "request_case",
        "edit|correct",
        lambda v, c: keep_file.add_file(v, c, Upload("a.txt", b"x", "application"), version=c.version),
    ),
    "draft_reply": (
        "request_case",
        "edit",
        lambda v, c: draft_reply.draft_reply(v, c, version=c.version, outcome="granted", text="x"),
    ),
    "archive_case": ("request_case", "edit", lambda v, c: serve.archive_case(v, c, version=c.version)),
    "read_identity": ("identity", "read", lambda v, c: identity.read_identity(v, c, reason="x")),
    "correct_identity": (
        "identity",
        "edit",
        lambda v, c: identity.correct_identity(v, c, Person("某某", "other", "x1", phone="1"), version=1),
    ),
    "erase_identity": ("identity", "erase", lambda v, c: identity.erase_identity(v, c, reason="x")),
    "open_case": ("request_case", "read|read_masked", lambda v, c: queries.case_of(v, c.ref)),
}
ROLES = [role for role in policy().roles if role not in ("anonymous", "applicant")]


def paper(viewer: Viewer, case: Case) -> object:
    arrival = Arrival("counter", NOW.date())
    return file_application.register_paper(viewer, case.organ, application(), key=key(), arrival=arrival)


def people(world: World) -> list[Viewer]:
    """Everybody but the officer of the case: each role at home, above and elsewhere, the public, another applicant."""
    world.hire("officer", "street", "spare")
    found = [world.viewer(role, organ) for role in ROLES for organ in ("district", "street2")]
    found += [world.viewer(role, "street", f"{role}-other") for role in ROLES]
    stranger = Account.objects.create(username="stranger", created_at=NOW)
    disabled = Account.objects.create(username="gone", created_at=NOW, is_active=False)
    return [*found, public_viewer(NOW), viewer_of(stranger, NOW), viewer_of(disabled, NOW)]


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_not_is_refused_and_nothing_changes(world: World, action: str) -> None:
    kind, verbs, attempt = ACTIONS[action]
    case = at_counter(world)
    tried = 0
    for viewer in people(world):
        target = case_target(case, kind)
        if any(may(viewer, verb, target) for verb in verbs.split("|")):
            continue
        tried += 1
        before = (Case.objects.values().get(pk=case.pk), Entry.objects.count(), Case.objects.count())
        with pytest.raises(Refused) as refused:
            attempt(viewer, case)
        assert refused.value.is_hidden
        assert (Case.objects.values().get(pk=case.pk), Entry.objects.count(), Case.objects.count()) == before
    assert tried >= len(ROLES)


@pytest.mark.parametrize("verb", policy().verbs)
def test_rows_in_reach_are_exactly_those_of_which_the_policy_says_yes(world: World, verb: str) -> None:
    mine, reviewed, elsewhere = at_counter(world), at_counter(world), None
    reply = drafted(world, reviewed)
    draft_reply.submit_reply(officer(world), reply, version=reply.version)
    world.hire("officer", "street2")
    elsewhere = part_ways.transfer_case(
        officer(world), mine, version=mine.version, reason="x", organ=world.organs["street2"]
    )
    assert elsewhere is not None
    for viewer in [*people(world), officer(world)]:
        yes = {case.pk for case in Case.objects.all() if may(viewer, verb, case_target(case))}
        found = set(
            Case.objects.filter(reach(viewer, verb, "request_case", case_columns())).values_list("pk", flat=True)
        )
        assert found == yes, (viewer.name, verb)


def test_a_page_that_stays_open_is_worth_nothing_after_the_post_ended(world: World) -> None:
    """F12."""
    case = at_counter(world)
    person = world.hire("officer", "street")
    person.posts.update(ended_at=NOW)
    with pytest.raises(Refused):
        assign.give_back(viewer_of(person, later(0)), case, version=case.version, reason="x")
