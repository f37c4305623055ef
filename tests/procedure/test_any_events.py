"""Whatever events come in, a case folds or is refused in words; what folds keeps its books straight."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.clocks import channels, national_calendar
from gongkai.errors import GongkaiError
from gongkai.procedure import CaseState, Event, fold, follow, kinds, labels, may_follow, outcomes
from gongkai.tally import case_fact

DAYS = national_calendar()
START = date(2026, 3, 2)
VALUES = {
    "channel": st.sampled_from([*channels(), "pigeon"]),
    "confirmed_on": st.integers(0, 9).map(lambda n: START + timedelta(days=n)),
    "reply_by": st.integers(0, 40).map(lambda n: START + timedelta(days=n)),
    "until": st.integers(0, 99).map(lambda n: START + timedelta(days=n)),
    "new_on": st.integers(0, 40).map(lambda n: START + timedelta(days=n)),
    "consultation": st.sampled_from(["甲", "乙"]),
    "kind": st.sampled_from(["third_party", "other_organ", "co_maker"]),
    "days": st.integers(-1, 21),
    "amount_yuan": st.integers(0, 100),
    "outcome": st.sampled_from(list(outcomes())),
    "method": st.sampled_from([*labels("methods"), "pigeon"]),
    "parts": st.sampled_from([("a",), ("a", "b")]),
    "target": st.sampled_from(["0", "1", "99"]),
}
WORDS = st.sampled_from(["某某", ""])


@st.composite
def histories(draw):
    """Events that mostly may follow one another, with some nonsense among them."""
    events, case, on = [], CaseState(), START
    for number in range(draw(st.integers(0, 12))):
        likely = [kind.id for kind in may_follow(case)] if draw(st.integers(0, 9)) else []
        kind = draw(st.sampled_from(likely or list(kinds())))
        event = Event(str(number), kind, on, draw(actors(kind)), draw(particulars(kind)))
        try:
            case = follow(case, event)
        except GongkaiError:
            if draw(st.integers(0, 29)):
                continue
        events.append(event)
        on += timedelta(days=draw(st.integers(0, 12)))
    return events


def actors(kind):
    """Mostly someone who may do it."""
    return st.sampled_from([*kinds()[kind].by * 5, "third_party"])


def particulars(kind):
    """The fields the kind needs, with some that help and now and then one missing."""
    more = {"received": ["confirmed_on"], "decided": ["reasons"]}.get(kind, [])
    fields = {name: VALUES.get(name, WORDS) for name in [*kinds()[kind].needs, *more]}
    whole = st.fixed_dictionaries(fields)
    return st.one_of(whole, whole, whole, st.fixed_dictionaries({}, optional=fields))


def outcome_of(events):
    try:
        return fold(events, as_of=date(2026, 12, 31)), None
    except GongkaiError as refusal:
        return None, refusal


@settings(max_examples=120)
@given(histories())
def test_a_history_folds_or_is_refused_in_words(events):
    case, refusal = outcome_of(events)
    if refusal:
        assert refusal.field
        assert refusal.what
        return
    if case.received_on is None:
        assert case.phase in {"new"}
        return
    due = case.due(DAYS)
    assert due.due_on > case.received_on
    assert (case.phase == "closed") == (case.closed_on is not None or bool(case.parts)) or case.phase == "served"
    assert case.served_on is None or case.outcome
    fact = case_fact("1", "business", case)
    assert fact is None or (fact.outcome is None) == (fact.closed_on is None)


@settings(max_examples=120)
@given(histories(), st.randoms())
def test_no_history_depends_on_the_order_in_which_it_is_given(events, chance):
    shuffled = events[:]
    chance.shuffle(shuffled)
    assert outcome_of(shuffled)[0] == outcome_of(events)[0]
