"""The reply clock through the life of an application: what it says and what it refuses."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from gongkai import law
from gongkai.clocks import (
    Consultation,
    Extension,
    ReplyFacts,
    Restart,
    clocks,
    deadline,
    receive,
    reply_deadline,
)
from gongkai.errors import AmountError, DateError, InputError, LawError

RECEIVED = date(2026, 3, 2)


def test_every_step_cites_law_that_exists():
    for name in clocks():
        start = date(2026, 3, 2)
        assert all(law.cite(step.basis).zh for step in deadline(name, start).steps)


def test_excluded_days_say_why_and_cite_article_33():
    consultation = Consultation("third_party", date(2026, 3, 9), date(2026, 3, 9), date(2026, 3, 11))
    found = reply_deadline(ReplyFacts(RECEIVED, (consultation,)))
    excluded = [step for step in found.steps if step.kind == "excluded"]
    assert [step.on.day for step in excluded] == [10, 11]
    assert {(step.why, step.basis, step.counted) for step in excluded} == {
        ("征求第三方意见所需时间", "oir#33.3", False)
    }


def test_the_reading_of_where_a_consultation_begins_and_ends_is_marked_unconfirmed():
    """Article 33(3) excludes the time but does not say from which day to which."""
    asked = Consultation("other_organ", date(2026, 3, 9), replied_on=date(2026, 3, 11))
    found = reply_deadline(ReplyFacts(RECEIVED, (asked,)))
    assert not found.confirmed
    assert "未核" in found.notes[0]


def test_an_unanswered_third_party_leaves_the_date_provisional():
    found = reply_deadline(ReplyFacts(RECEIVED, (Consultation("third_party", date(2026, 3, 9), date(2026, 3, 10)),)))
    assert found.provisional
    assert "2026-03-31" in found.because


def test_an_unanswered_organ_without_a_term_excludes_nothing_yet():
    found = reply_deadline(ReplyFacts(RECEIVED, (Consultation("other_organ", date(2026, 3, 9)),)))
    assert (found.due_on, found.provisional) == (date(2026, 3, 30), True)


def test_a_late_consultation_is_noted():
    late = Consultation("other_organ", date(2026, 4, 1), replied_on=date(2026, 4, 3))
    assert "不再扣除" in reply_deadline(ReplyFacts(RECEIVED, (late,))).notes[1]


def test_a_restart_after_payment_is_marked_unconfirmed():
    paid = reply_deadline(ReplyFacts(RECEIVED, restarts=(Restart("fee_paid", date(2026, 3, 20)),)))
    assert not paid.confirmed
    assert reply_deadline(ReplyFacts(RECEIVED)).confirmed


def test_the_old_regulation_is_marked_unconfirmed():
    assert not deadline("reply", date(2019, 5, 14)).confirmed


def test_an_agreed_delay_is_the_last_step():
    found = reply_deadline(ReplyFacts(RECEIVED, delayed_until=date(2026, 4, 30)))
    assert found.steps[-1].on == found.due_on == date(2026, 4, 30)
    assert found.steps[-1].basis == "oir#35"


@pytest.mark.parametrize(
    ("facts", "error", "field"),
    [
        (ReplyFacts(RECEIVED, extension=Extension(21, RECEIVED)), AmountError, "extension"),
        (ReplyFacts(RECEIVED, extension=Extension(-1, RECEIVED)), AmountError, "extension"),
        (ReplyFacts(RECEIVED, extension=Extension(5, date(2026, 4, 1))), DateError, "extension"),
        (ReplyFacts(RECEIVED, extension=Extension(5, date(2026, 3, 1))), DateError, "extension"),
        (
            ReplyFacts(RECEIVED, (Consultation("third_party", RECEIVED, date(2026, 3, 9), date(2026, 3, 6)),)),
            DateError,
            "consultations",
        ),
        (ReplyFacts(RECEIVED, (Consultation("friend", RECEIVED),)), InputError, "consultations"),
        (ReplyFacts(RECEIVED, (Consultation("third_party", date(2026, 3, 1)),)), DateError, "consultations"),
        (ReplyFacts(RECEIVED, restarts=(Restart("corrected", date(2026, 3, 1)),)), DateError, "restarts"),
        (ReplyFacts(RECEIVED, delayed_until=date(2026, 3, 30)), DateError, "delayed_until"),
        (ReplyFacts(date(2008, 1, 2)), LawError, "answer_deadline"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_field(facts, error, field):
    with pytest.raises(error) as refusal:
        reply_deadline(facts)
    assert refusal.value.field == field


@pytest.mark.parametrize("channel", ["ordinary_post", "internet", "fax"])
def test_a_channel_that_needs_confirmation_is_not_guessed(channel):
    with pytest.raises(DateError, match="确认") as refusal:
        receive(RECEIVED, channel)
    assert refusal.value.field == "confirmed"


@pytest.mark.parametrize("channel", ["in_person", "signed_post"])
def test_other_channels_count_from_arrival_even_if_confirmed_later(channel):
    found = receive(RECEIVED, channel, date(2026, 3, 5))
    assert found.received_on == RECEIVED
    assert found.notes


def test_ordinary_post_confirmed_late_is_noted():
    assert "当日" in receive(RECEIVED, "ordinary_post", date(2026, 3, 3)).notes[0]


def test_a_deadline_survives_storage_with_its_steps():
    found = deadline("reply", RECEIVED)
    copy = pickle.loads(pickle.dumps(found))
    assert copy == found
    assert copy.steps == found.steps


def test_an_unknown_clock_lists_the_known_ones():
    with pytest.raises(InputError, match="third_party_opinion"):
        deadline("lunch", RECEIVED)
