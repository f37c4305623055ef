"""The last day of a period still belongs to it."""

from __future__ import annotations

from datetime import date

import pytest
from case_events import event, opened

from gongkai.clocks import national_calendar
from gongkai.procedure import fold, remedy_for_outcome


@pytest.mark.parametrize(
    "events",
    [
        [event("correction_asked", 11)],
        [event("correction_asked", 5), event("corrected", 20)],
        [event("correction_asked", 5), event("correction_lapsed", 21)],
        [event("fee_notified", 30)],
        [event("fee_notified", 5), event("fee_paid", "2026-04-02")],
        [event("fee_notified", 5), event("fee_lapsed", "2026-04-03")],
        [event("extended", 30)],
        [event("consultation_sent", 30, consultation="甲", kind="third_party")],
    ],
)
def test_an_act_on_the_last_day_is_in_time_and_a_lapse_the_day_after_stands(events):
    """The notice period ends on 11 March, the reply on 30 March, payment of a fee told on 5 March on 2 April."""
    assert fold([*opened(), *events]).history[-1].kind == events[-1].kind


def test_a_reply_on_the_last_day_is_not_overdue():
    assert fold([*opened(), event("decided", 30), event("served", 30)]).overdue_days == 0
    assert fold([*opened(), event("decided", 31), event("served", 31)]).overdue_days == 1


def test_a_second_correction_of_a_date_stands_whatever_its_number():
    first = event("date_corrected", 22, ref="z", target="d", new_on=date(2026, 3, 18), reason="错")
    second = event("date_corrected", 25, ref="a", target="d", new_on=date(2026, 3, 19), reason="又错")
    case = fold([*opened(), event("decided", 20, ref="d"), event("served", 21), first, second])
    assert case.decided_on == date(2026, 3, 19)


def test_an_extension_falls_away_with_the_period_it_extended():
    """An extension told on the day the corrected application comes in belongs to the old period."""
    events = [*opened(), event("extended", 9), event("correction_asked", 9), event("corrected", 16)]
    case = fold(events)
    assert case.extension is None
    assert case.due(national_calendar()).notes[0].startswith("2026-03-16")


def test_before_2024_a_reply_served_online_needed_no_online_channel():
    found = remedy_for_outcome("G2", organ="local_department", on=date(2023, 12, 31), by_internet=True)
    assert found.carries
