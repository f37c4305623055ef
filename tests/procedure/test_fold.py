"""The case as events folded into a state."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from case_events import event, opened
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.clocks import national_calendar
from gongkai.errors import GongkaiError, ProcedureError
from gongkai.procedure import CaseState, fold, follow, kinds, labels, may_follow, outcomes
from gongkai.procedure.checks import CHECKS
from gongkai.procedure.fold import EFFECTS

DAYS = national_calendar()


def due(case):
    return case.due(DAYS).due_on


def test_a_plain_case_is_received_decided_served_and_closed():
    case = fold([*opened(), event("decided", 20), event("served", 21), event("closed", 23)])
    assert (case.phase, case.outcome, case.closed_on, case.overdue_days) == ("closed", "granted", date(2026, 3, 21), 0)


def test_a_corrected_application_runs_afresh():
    case = fold([*opened(), event("correction_asked", 5), event("corrected", 16)])
    assert due(case) == date(2026, 4, 14)


def test_an_application_not_corrected_in_time_lapses():
    case = fold([*opened(), event("correction_asked", 5), event("correction_lapsed", 23)])
    assert (case.phase, case.outcome) == ("closed", "otherwise_closed.uncorrected")


def test_an_application_not_paid_in_time_lapses():
    case = fold([*opened(), event("fee_notified", 5), event("fee_lapsed", "2026-04-07")])
    assert (case.phase, case.outcome) == ("closed", "otherwise_closed.fee_unpaid")


def test_a_consultation_moves_the_deadline_of_the_case():
    sent = event("consultation_sent", 9, consultation="甲公司", kind="third_party")
    case = fold([*opened(), sent, event("opinion_received", 20, consultation="甲公司")])
    assert due(case) == date(2026, 4, 13)
    assert not case.open_consultations()


def test_a_third_party_that_stays_silent_lapses_after_fifteen_working_days():
    events = [
        *opened(),
        event("consultation_sent", 9, consultation="甲", kind="third_party"),
        event("consultation_delivered", 10, consultation="甲"),
        event("consultation_lapsed", "2026-04-01", consultation="甲"),
    ]
    assert not fold(events).open_consultations()
    with pytest.raises(ProcedureError, match="2026-03-31才届满"):
        fold([*events[:-1], event("consultation_lapsed", 31, consultation="甲")])


def test_a_late_reply_is_recorded_with_the_working_days_it_is_late():
    case = fold([*opened(), event("decided", "2026-04-01"), event("served", "2026-04-02")])
    assert case.overdue_days == 3


def test_splitting_closes_the_case_in_favour_of_its_parts():
    case = fold([*opened(), event("split", 3)])
    assert (case.phase, case.parts, case.outcome) == ("closed", ("a", "b"), None)


def test_a_supplement_may_follow_service():
    case = fold([*opened(), event("decided", 20), event("served", 21), event("supplemented", 25)])
    assert case.phase == "served"


def test_an_open_case_is_carried_over_on_the_last_day_of_the_year():
    events = [event("received", "2025-12-22"), event("registered", "2025-12-22"), event("carried_over", "2025-12-31")]
    assert fold(events).carried_years == (2025,)
    with pytest.raises(ProcedureError, match="12月31日"):
        fold([*events[:-1], event("carried_over", "2025-12-30")])


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        ([event("correction_asked", 12)], "2026-03-11届满"),
        ([event("correction_asked", 5), event("corrected", 6), event("correction_asked", 9)], "只能有一次"),
        ([event("correction_asked", 5, reply_by=date(2026, 3, 5))], "应当在告知之后"),
        ([event("correction_asked", 5), event("corrected", 25)], "有正当理由的，请写明理由"),
        ([event("correction_asked", 5), event("correction_lapsed", 20)], "才届满"),
        ([event("correction_asked", 5), event("decided", 9)], "等待补正"),
        ([event("extended", 31)], "2026-03-30届满"),
        ([event("extended", 10, days=21)], "最长不得超过20个工作日"),
        ([event("extended", 10, by="disclosure_office")], "负责人"),
        ([event("extended", 10), event("extended", 11)], "只能有一次"),
        ([event("delayed", 10, until=date(2026, 5, 1))], "理由合理为前提"),
        ([event("fee_notified", 31)], "不能再发收费通知"),
        ([event("fee_notified", 5, amount_yuan=0)], "正整数"),
        ([event("fee_notified", 5), event("fee_paid", "2026-04-07")], "视为放弃申请"),
        ([event("fee_notified", 5), event("fee_lapsed", "2026-04-02")], "才届满"),
        ([event("fee_paid", 5)], "办理中"),
        ([event("opinion_received", 5, consultation="甲")], "没有尚未了结"),
        ([event("consultation_sent", 5, consultation="甲", kind="friend")], "种类不对"),
        ([event("consultation_sent", 31, consultation="甲", kind="third_party")], "已经届满"),
        ([event("consultation_sent", 5, consultation="甲", kind="third_party"), event("decided", 9)], "尚未了结"),
        ([event("decided", 9, outcome="lost")], "没有名为"),
        ([event("decided", 9, outcome="refused.state_secret")], "应当说明理由"),
        ([event("decided", 9, outcome="unavailable.still_unclear")], "之前应当先有"),
        ([event("decided", 9, outcome="not_processed.excessive", reasons="多")], "之前应当先有"),
        ([event("decided", 9, outcome="otherwise_closed.uncorrected")], "由相应事件产生"),
        ([event("served", 9)], "办理中"),
        ([event("decided", 9), event("served", 9, method="courier")], "送达方式不对"),
        ([event("decided", 9), event("decided", 10)], "已作出决定"),
        ([event("decided", 9), event("withdrawn", 10)], "已作出决定"),
        ([event("withdrawn", 9, by="disclosure_office")], "应当由申请人作出"),
        ([event("withdrawn", 9), event("decided", 10)], "已办结"),
        ([event("withdrawn", 9), event("supplemented", 10)], "没有送达过答复"),
        ([event("split", 3, parts=("a",))], "两件以上"),
        ([event("transferred", 3, to="")], "缺少“to”"),
        ([event("received", 4)], "办理中"),
    ],
)
def test_late_and_contradictory_events_are_refused_with_the_reason(later, reason):
    with pytest.raises(ProcedureError, match=reason) as refusal:
        fold([*opened(), *later])
    assert refusal.value.field


def test_nothing_may_come_before_the_day_of_receipt():
    online = event("received", 2, channel="internet", confirmed_on=date(2026, 3, 5))
    with pytest.raises(ProcedureError, match="早于收到申请之日"):
        fold([online, event("registered", 2), event("decided", 4)])


def test_an_unconfirmed_online_application_is_not_received():
    with pytest.raises(GongkaiError, match="确认"):
        fold([event("received", 2, channel="internet")])


def test_a_future_event_is_refused():
    with pytest.raises(ProcedureError, match="还没有发生"):
        fold(opened(), as_of=date(2026, 3, 1))


def test_a_confirmation_in_the_future_is_refused():
    online = event("received", 2, channel="internet", confirmed_on=date(2026, 3, 9))
    with pytest.raises(ProcedureError, match="确认之日2026-03-09晚于今天") as refusal:
        fold([online], as_of=date(2026, 3, 5))
    assert refusal.value.field == "confirmed_on"


def test_the_deadline_is_provisional_while_the_applicant_has_to_correct():
    waiting = fold([*opened(), event("correction_asked", 5)]).due(DAYS)
    assert waiting.provisional
    assert "重新起算" in waiting.because
    assert not fold(opened()).due(DAYS).provisional


def test_correcting_a_date_is_an_event_and_leaves_the_wrong_one_readable():
    wrong = [*opened(), event("decided", 20, ref="d"), event("served", 21)]
    correction = event("date_corrected", 25, target="d", new_on=date(2026, 3, 19), reason="登记时抄错")
    case = fold([*wrong, correction])
    assert case.decided_on == date(2026, 3, 19)
    assert fold(wrong).decided_on == date(2026, 3, 20)


def test_a_correction_that_makes_the_case_impossible_is_refused():
    correction = event("date_corrected", 25, target="d", new_on=date(2026, 3, 23), reason="错")
    with pytest.raises(ProcedureError):
        fold([*opened(), event("decided", 20, ref="d"), event("served", 21), correction])


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "nobody", "new_on": date(2026, 3, 1), "reason": "错"},
        {"target": "d", "new_on": date(2026, 3, 26), "reason": "错"},
        {"target": "d", "new_on": date(2026, 3, 19)},
    ],
)
def test_a_correction_needs_a_target_a_past_date_and_a_reason(fields):
    with pytest.raises(ProcedureError):
        fold([*opened(), event("decided", 20, ref="d"), event("date_corrected", 25, **fields)])


def test_two_events_of_one_ref_are_refused():
    with pytest.raises(ProcedureError, match="出现两次"):
        fold([event("received", 2, ref="x"), event("registered", 2, ref="x")])


SAME_DAY = [
    event("received", 2),
    event("registered", 2),
    event("consultation_sent", 2, consultation="甲", kind="other_organ"),
    event("opinion_received", 2, consultation="甲"),
    event("decided", 2),
    event("served", 2),
]


def test_the_order_of_events_of_one_day_does_not_matter():
    results = {fold(order) == fold(SAME_DAY) for order in permutations(SAME_DAY)}
    assert results == {True}


@given(st.permutations([*opened(), event("correction_asked", 5), event("corrected", 16), event("extended", 17)]))
def test_events_may_be_given_in_any_order(order):
    assert due(fold(order)) == date(2026, 4, 28)


def test_payment_and_a_consultation_of_the_same_day_fit_together():
    sent = event("consultation_sent", 10, consultation="甲", kind="third_party")
    case = fold([*opened(), event("fee_notified", 5), sent, event("fee_paid", 10)])
    assert set(case.open_consultations()) == {"甲"}


def test_a_day_that_fits_in_no_order_is_refused_for_what_really_stands_in_the_way():
    sent = event("consultation_sent", 10, consultation="甲", kind="friend")
    with pytest.raises(ProcedureError, match="种类不对"):
        fold([*opened(), event("fee_notified", 5), sent, event("fee_paid", 10)])


def test_many_events_of_one_day_that_fit_in_no_order_are_refused_soon():
    letters = [
        event("consultation_sent", 5, ref=f"c{n}", consultation=f"第{n}人", kind="third_party") for n in range(12)
    ]
    with pytest.raises(ProcedureError, match="尚未了结"):
        fold([*opened(), *letters, event("decided", 5)])


def test_the_table_names_only_phases_roles_checks_effects_and_law_that_exist():
    for kind in kinds().values():
        assert set(kind.phases) <= set(labels("phases"))
        assert kind.to is None or kind.to in labels("phases")
        assert set(kind.by) <= set(labels("roles"))
        assert set(kind.checks) <= set(CHECKS)
        assert kind.outcome is None or outcomes()[kind.outcome].by_event
        assert law.cite(kind.basis).zh
    assert set(EFFECTS) <= set(kinds())
    assert {name for kind in kinds().values() for name in kind.checks} == set(CHECKS)


def test_every_phase_but_the_last_can_be_left():
    for phase in labels("phases"):
        leads_on = [kind for kind in may_follow(CaseState(phase=phase)) if kind.to and kind.to != phase]
        assert leads_on or phase == "closed"


def test_following_one_event_at_a_time_gives_the_folded_state():
    case = CaseState()
    for one in [*opened(), event("decided", 20), event("served", 21)]:
        case = follow(case, one)
    assert case == fold([*opened(), event("decided", 20), event("served", 21)])
