"""A deadline drawn as calendar sheets shows every day once, and nothing that the steps do not say."""

from __future__ import annotations

from datetime import date

from clock_strategies import days
from hypothesis import given

from gongkai.clocks import Consultation, ReplyFacts, explain, reply_deadline

NATIONAL_DAY = reply_deadline(
    ReplyFacts(
        date(2026, 9, 14), (Consultation("third_party", date(2026, 9, 18), date(2026, 9, 21), date(2026, 9, 28)),)
    )
)


def squares(explained):
    return {day.on: day for sheet in explained.sheets for week in sheet.weeks for day in week if day.in_month}


def test_every_day_is_drawn_as_its_step_says() -> None:
    days = squares(explain(NATIONAL_DAY))
    assert days[date(2026, 9, 14)].mark == "start"
    assert (days[date(2026, 9, 18)].mark, days[date(2026, 9, 18)].nth) == ("counted", 4)
    assert days[date(2026, 9, 19)].mark == "excluded"
    assert days[date(2026, 10, 1)].mark == "off"
    assert days[date(2026, 10, 10)].mark == "make_up"
    assert days[date(2026, 10, 11)].mark == "weekend"
    assert [on for on, day in days.items() if day.is_due] == [NATIONAL_DAY.due_on]


def test_stretches_name_their_days_reason_and_article() -> None:
    first = explain(NATIONAL_DAY).stretches[0]
    assert (first.first, first.last, first.days) == (date(2026, 9, 19), date(2026, 9, 28), 10)
    assert first.basis == "政府信息公开条例第三十三条第三款"


def test_today_is_marked_only_where_it_falls_on_a_sheet() -> None:
    days = squares(explain(NATIONAL_DAY, date(2026, 9, 24)))
    assert [on for on, day in days.items() if day.is_today] == [date(2026, 9, 24)]
    assert not any(day.is_today for day in squares(explain(NATIONAL_DAY, date(2026, 12, 1))).values())


@given(days)
def test_counted_squares_are_the_counted_steps(received: date) -> None:
    deadline = reply_deadline(ReplyFacts(received))
    drawn = squares(explain(deadline))
    assert {on: day.nth for on, day in drawn.items() if day.nth} == {s.on: s.nth for s in deadline.steps if s.counted}
    assert sum(day.is_due for day in drawn.values()) == 1
