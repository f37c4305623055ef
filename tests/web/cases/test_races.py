"""Two people at once, somebody whose rights ended, a clock that was set back: nothing is done twice or silently."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cases_world import CHAIN, at_counter, drafted, file, officer
from django.db import connection
from web_world import NOW, World, make_world

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions import draft_reply, part_ways, register
from gongkai.web.cases.models import Case, Reply
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import journal_faults
from gongkai.web.organs.access import Refused, public_viewer
from gongkai.web.organs.models import Account, Post
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.review.models import Review


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts at the same moment; return "done" or the name of the refusal of each."""
    barrier, results = threading.Barrier(len(acts)), [""] * len(acts)

    def one(place: int, act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            results[place] = "done"
        except (GongkaiError, Refused, StaleVersion) as refusal:
            results[place] = type(refusal).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_leaders_who_decide_at_once_one_decides() -> None:
    """F11: approve and return by two section heads."""
    world = make_world()
    reply = drafted(world, at_counter(world))
    review = draft_reply.submit_reply(officer(world), reply, version=reply.version)
    one, other = (world.viewer("officer", "street", username=name) for name in ("proof1", "proof2"))
    version = Review.objects.get(pk=review.pk).version
    results = at_once(
        lambda: draft_reply.pass_reply(one, Review.objects.get(pk=review.pk), version=version),
        lambda: draft_reply.return_reply(other, Review.objects.get(pk=review.pk), version=version, reason="请修改"),
    )
    assert sorted(results)[1] == "done"
    assert results.count("done") == 1
    assert Entry.objects.filter(action__in=["review.pass_step", "review.return_for_changes"]).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_applicant_who_withdraws_while_the_last_leader_signs_gets_one_outcome() -> None:
    """F11: exactly one transition, whichever it is."""
    world = make_world()
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    reply = drafted(world, filed.case)
    review = draft_reply.submit_reply(officer(world), reply, version=reply.version)
    for role in CHAIN[:-1]:
        viewer = world.viewer(role, "street", username="proofreader" if role == "officer" else "")
        review.refresh_from_db()
        draft_reply.pass_reply(viewer, review, version=review.version)
    review.refresh_from_db()
    leader, version = world.viewer(CHAIN[-1], "street"), review.version
    case = Case.objects.get(pk=filed.case.pk)
    results = at_once(
        lambda: draft_reply.pass_reply(leader, Review.objects.get(pk=review.pk), version=version),
        lambda: part_ways.withdraw_case(
            public_viewer(NOW), case, version=case.version, code=filed.code, reason="不要了"
        ),
    )
    kinds = list(Case.objects.get(pk=case.pk).events.values_list("kind", flat=True))
    assert results.count("done") == 1
    assert ("decided" in kinds) != ("withdrawn" in kinds)


@pytest.mark.django_db
def test_no_interleaving_of_two_officers_overwrites_silently(world: World) -> None:
    """F10: whoever saves what they did not see is refused, and the text that stands is one that somebody saved last."""
    reply = drafted(world, at_counter(world))
    chance = random.Random(10)
    seen = dict.fromkeys(("a", "b"), (reply.version, reply.text))
    stands = reply.text
    for number in range(100):
        name = chance.choice(("a", "b"))
        row = Reply.objects.get(pk=reply.pk)
        if chance.random() < 0.5:
            seen[name] = (row.version, row.text)
            continue
        fresh = seen[name][0] == row.version
        said = {"version": seen[name][0], "outcome": "granted", "text": f"{name}{number}"}
        if fresh:
            draft_reply.save_draft(officer(world), row, **said)
            stands = said["text"]
        else:
            with pytest.raises(StaleVersion):
                draft_reply.save_draft(officer(world), row, **said)
    assert Reply.objects.get(pk=reply.pk).text == stands


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["disabled", "moved"])
def test_a_form_opened_before_the_rights_ended_saves_nothing(world: World, sign_in, end: str) -> None:
    """F12: with the very next request."""
    case = at_counter(world)
    account = world.people["officer@street"]
    browser = sign_in(account)
    assert browser.get(f"/desk/cases/{case.ref}/").status_code == 200
    if end == "disabled":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    else:
        Post.objects.filter(account=account).update(ended_at=NOW)
    before = Case.objects.get(pk=case.pk)
    for address in (f"/desk/cases/{case.ref}/", "/desk/cases/export/"):
        assert browser.get(address).status_code in (302, 403, 404)
    after = Case.objects.get(pk=case.pk)
    assert (after.version, after.phase) == (before.version, before.phase)


@pytest.mark.django_db
def test_a_clock_set_back_is_marked_and_moves_no_deadline(world: World) -> None:
    """F13: entries are in order by their number; the journal says that the clock went back."""
    case = at_counter(world)
    due = case.due_on
    viewer = replace(officer(world), now=NOW - timedelta(hours=1))
    entries = Entry.objects.count()
    draft_reply.draft_reply(viewer, case, version=case.version, outcome="granted", text="现将信息提供如下。")
    entry = Entry.objects.get(sequence=entries + 1)
    assert entry.clock_back
    assert Case.objects.get(pk=case.pk).due_on == due
    assert list(journal_faults(NOW + timedelta(days=1))) == []
