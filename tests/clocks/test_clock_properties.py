"""What must hold of every deadline, whatever the day (reliability plan T02)."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from clock_strategies import FIRST, LAST, counts, days, holiday, stretches
from day_walk import walk
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.clocks import (
    Consultation,
    Extension,
    ReplyFacts,
    Restart,
    build_calendar,
    deadline,
    national_calendar,
    packaged_notices,
    reply_deadline,
)
from gongkai.clocks.counting import Span, working_due, working_steps

CALENDAR = national_calendar()
ONE_DAY = timedelta(days=1)


@cache
def is_worked(day):
    return CALENDAR.is_working(day)


def spans_of(pairs):
    return tuple(Span(first, last, "不计", "oir#33.3") for first, last in pairs)


@given(days, counts)
def test_the_last_day_is_a_working_day_after_receipt(start, count):
    due = working_due(CALENDAR, start, count)
    assert due > start
    assert is_worked(due)


@given(days, counts)
def test_exactly_n_working_days_lie_between_receipt_and_the_last_day(start, count):
    due = working_due(CALENDAR, start, count)
    between = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert sum(is_worked(day) for day in between) == count


@given(days, days, counts)
def test_a_later_receipt_never_ends_earlier(one, other, count):
    early, late = sorted((one, other))
    assert working_due(CALENDAR, early, count) <= working_due(CALENDAR, late, count)


@given(stretches(), counts)
def test_a_day_walk_agrees_with_excluded_stretches(case, count):
    start, pairs = case
    assert working_due(CALENDAR, start, count, spans_of(pairs)) == walk(start, count, is_worked, pairs)[-1]


@given(stretches(), counts)
def test_steps_name_every_day_once_and_count_to_n(case, count):
    start, pairs = case
    due = working_due(CALENDAR, start, count, spans_of(pairs))
    steps = working_steps(CALENDAR, start, due, "oir#33.2", spans_of(pairs))
    assert [step.on for step in steps] == [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert [step.nth for step in steps if step.counted] == list(range(1, count + 1))
    assert [step.on for step in steps if step.counted] == walk(start, count, is_worked, pairs)


@given(days, st.integers(0, 25), st.integers(1, 40))
def test_a_consultation_shifts_the_last_day_by_its_working_days(start, after, length):
    sent = start + timedelta(days=after)
    replied = sent + timedelta(days=length)
    plain = reply_deadline(ReplyFacts(start))
    assume(sent < plain.due_on)
    paused = reply_deadline(ReplyFacts(start, (Consultation("other_organ", sent, replied_on=replied),)))
    lost = sum(is_worked(sent + timedelta(days=n)) for n in range(1, length + 1))
    assert CALENDAR.working_days_between(plain.due_on, paused.due_on) == lost


@given(stretches())
def test_overlapping_consultations_are_counted_once_and_in_any_order(case):
    start, pairs = case
    consultations = tuple(Consultation("other_organ", first, replied_on=last) for first, last in pairs)
    forward = reply_deadline(ReplyFacts(start, consultations))
    backward = reply_deadline(ReplyFacts(start, consultations[::-1]))
    doubled = reply_deadline(ReplyFacts(start, consultations * 2))
    assert forward.due_on == backward.due_on == doubled.due_on
    assert forward.steps == backward.steps


@given(days, st.integers(0, 20))
def test_a_corrected_application_runs_like_one_received_that_day(start, after):
    corrected = start + timedelta(days=after)
    restarted = reply_deadline(ReplyFacts(start, restarts=(Restart("corrected", corrected),)))
    assert restarted.due_on == deadline("reply", corrected).due_on


@given(days, st.integers(1, 20))
def test_an_extension_adds_its_working_days_and_never_more_than_twenty(start, extra):
    plain = deadline("reply", start)
    extended = reply_deadline(ReplyFacts(start, extension=Extension(extra, start)))
    assert CALENDAR.working_days_between(plain.due_on, extended.due_on) == extra <= 20


@settings(max_examples=25)
@given(days, st.integers(0, 60), counts)
def test_another_day_off_never_shortens_a_period(start, after, count):
    day = start + timedelta(days=after)
    richer = build_calendar((*packaged_notices(), holiday(day)))
    assert working_due(richer, start, count) >= working_due(CALENDAR, start, count)


@given(days)
def test_a_period_in_calendar_days_ends_on_the_sixtieth_or_the_next_day_worked(start):
    due = deadline("reconsideration", start).due_on if start.year >= 2024 else None
    assume(due is not None)
    end = start + 60 * ONE_DAY
    while not is_worked(end):
        end += ONE_DAY
    assert due == end


def test_every_start_and_length_agrees_with_a_day_walk_over_two_years():
    start = FIRST
    while start < FIRST + timedelta(days=730):
        counted = walk(start, 40, is_worked)
        assert [working_due(CALENDAR, start, n) for n in range(1, 41)] == counted
        start += ONE_DAY
    assert start < LAST
