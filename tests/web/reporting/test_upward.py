from __future__ import annotations

import pytest
from reporting_world import JANUARY, YEAR
from upward_world import RECEIVED, accepted, office, officer, send, sign
from web_world import World

from gongkai.errors import InputError
from gongkai.web.cases.models import Notification
from gongkai.web.organs.access import Refused
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.judge_submission import accept_report, accept_reports, add_remark, return_report
from gongkai.web.reporting.actions.remind import remind
from gongkai.web.reporting.actions.submit_upward import recall, submit_upward
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.judging_upward import check_version
from gongkai.web.reporting.models import AnnualReport, Submission, SubmissionState
from gongkai.web.reporting.queries.reports import frozen_of
from gongkai.web.reporting.queries.upward import board, submission_of

pytestmark = pytest.mark.django_db


def state_of(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).state


def report_of(submission: Submission) -> AnnualReport:
    return AnnualReport.objects.get(frozen=submission.frozen_id)


def test_a_signed_version_goes_to_the_organ_above(world: World) -> None:
    submission = send(world, "street")
    assert submission.to == world.organs["district"]
    assert report_of(submission).state == ReportState.SUBMITTED


def test_the_people_above_are_told(world: World) -> None:
    receiver = world.hire("superior_office", "district")
    send(world, "street")
    assert [note.text for note in Notification.objects.filter(recipient=receiver)] == [
        f"street机关报送了{YEAR}年度报告，请审核"
    ]


def test_what_nobody_signed_is_not_sent(world: World) -> None:
    report = sign(world, "street", 2)
    AnnualReport.objects.update(state=ReportState.DRAFT)
    with pytest.raises(InputError, match="不能报送"):
        submit_upward(officer(world, "street"), report, version=report.version)


def test_an_officer_of_another_organ_sends_nothing(world: World) -> None:
    report = sign(world, "street", 2)
    with pytest.raises(Refused):
        submit_upward(officer(world, "lane"), report, version=report.version)


def test_a_superior_does_not_see_what_was_not_sent(world: World) -> None:
    report = sign(world, "street", 2)
    with pytest.raises(Refused):
        frozen_of(office(world), report)


def test_a_correction_that_was_not_sent_stays_unseen_above(world: World) -> None:
    submission = accepted(world, "street")
    sign(world, "street", 3)
    assert frozen_of(office(world), report_of(submission), 1).number == 1
    with pytest.raises(Refused):
        frozen_of(office(world), report_of(submission), 2)


def test_an_office_two_levels_up_sees_and_does_not_decide(world: World) -> None:
    submission, city = send(world, "street"), office(world, "city")
    assert submission_of(city, submission.ref) == submission
    assert not board(city, world.organs["district"], YEAR).decides
    with pytest.raises(Refused):
        accept_report(city, submission, version=submission.version)
    with pytest.raises(Refused):
        return_report(city, submission, reason="退回", version=submission.version)
    assert state_of(submission) == SubmissionState.SUBMITTED


def test_an_office_two_levels_up_does_not_remind(world: World) -> None:
    with pytest.raises(Refused):
        remind(office(world, "city"), [world.organs["street"]], YEAR)


def test_where_the_organ_above_is_abolished_the_next_one_decides(world: World) -> None:
    Organ.objects.filter(ref="district").update(abolished_on=JANUARY.date())
    submission = send(world, "street")
    accept_report(office(world, "city"), submission, version=submission.version)
    assert state_of(submission) == SubmissionState.ACCEPTED


def test_another_district_sees_nothing_of_it(world: World) -> None:
    submission = send(world, "street")
    with pytest.raises(Refused):
        submission_of(office(world, "district2"), submission.ref)


def test_the_superior_cannot_change_it(world: World) -> None:
    submission = send(world, "street")
    with pytest.raises(Refused):
        submission_of(office(world), submission.ref, "edit")


def test_a_leader_takes_it_back_before_acceptance(world: World) -> None:
    submission = send(world, "street")
    leader = world.viewer("principal_leader", "street", now=JANUARY)
    recall(leader, submission, reason="漏报一件", version=submission.version)
    assert state_of(submission) == SubmissionState.RECALLED
    assert report_of(submission).state == ReportState.PASSED


def test_nobody_takes_it_back_after_acceptance(world: World) -> None:
    submission = accepted(world, "street")
    with pytest.raises(InputError, match="已经接收，不能撤回"):
        recall(officer(world, "street"), submission, reason="漏报", version=submission.version)


def test_a_stale_page_cannot_take_back_what_was_accepted_meanwhile(world: World) -> None:
    shown = send(world, "street")
    accept_report(office(world), Submission.objects.get(), version=shown.version)
    with pytest.raises(InputError, match="不能这样处理"):
        recall(officer(world, "street"), shown, reason="漏报", version=shown.version)
    assert state_of(shown) == SubmissionState.ACCEPTED


def test_a_deputy_leader_does_not_take_it_back(world: World) -> None:
    submission = send(world, "street")
    with pytest.raises(Refused):
        recall(world.viewer("deputy_leader", "street"), submission, reason="漏报", version=submission.version)


def test_a_return_needs_a_reason(world: World) -> None:
    submission = send(world, "street")
    with pytest.raises(InputError, match="没有写明退回理由"):
        return_report(office(world), submission, reason=" ", version=submission.version)


def test_a_return_keeps_the_chosen_findings_and_the_remarks_with_the_version(world: World) -> None:
    submission = send(world, "street", 2, **{"requests/closed/total": 1})
    chosen = check_version(submission.frozen).findings[:1]
    add_remark(office(world), submission, "请核对收到日期", cell=RECEIVED, version=submission.version)
    return_report(office(world), submission, reason="数字不平", chosen=chosen, version=submission.version)
    kept = Submission.objects.get().marks
    assert [mark["cells"] for mark in kept] == [list(chosen[0].cells), [RECEIVED]]
    assert report_of(submission).state == ReportState.RETURNED


def test_a_remark_on_words_that_do_not_stand_in_the_report_is_refused(world: World) -> None:
    submission = send(world, "street")
    with pytest.raises(InputError, match="正文里没有"):
        add_remark(office(world), submission, "改", quote="从来没有写过的话", version=submission.version)


def test_two_people_above_do_not_overwrite_each_others_remarks(world: World) -> None:
    submission = send(world, "street")
    shown = submission.version
    add_remark(office(world), submission, "一", cell=RECEIVED, version=shown)
    with pytest.raises(StaleVersion):
        add_remark(office(world), submission, "二", cell=RECEIVED, version=shown)


def test_the_returned_version_is_not_sent_again_unchanged(world: World) -> None:
    submission = send(world, "street")
    return_report(office(world), submission, reason="请修改", version=submission.version)
    report = report_of(submission)
    AnnualReport.objects.update(state=ReportState.PASSED)
    with pytest.raises(InputError, match="已被退回"):
        submit_upward(officer(world, "street"), report, version=report.version)


def test_the_next_version_names_its_differences(world: World) -> None:
    submission = send(world, "street", 2)
    return_report(office(world), submission, reason="请修改", version=submission.version)
    again = send(world, "street", 3)
    assert {"cell": RECEIVED, "before": 2, "after": 3} in again.frozen.differences


def test_a_version_with_errors_is_accepted_only_with_a_reason(world: World) -> None:
    submission = send(world, "street", 2, **{"requests/closed/total": 1})
    assert submission.findings["error"] > 0
    with pytest.raises(InputError, match="还有"):
        accept_report(office(world), submission, version=submission.version)
    accept_report(office(world), submission, reason="已电话核实", version=submission.version)
    assert state_of(submission) == SubmissionState.ACCEPTED


def test_accepting_many_leaves_those_with_errors_and_says_why(world: World) -> None:
    good, bad = send(world, "street"), send(world, "lane", 2, **{"requests/closed/total": 1})
    result = accept_reports(office(world), [good, bad])
    assert result.done == (good,)
    assert [(left, "错误" in why) for left, why in result.left] == [(bad, True)]
    assert state_of(bad) == SubmissionState.SUBMITTED


def test_a_correction_takes_the_place_of_what_was_accepted(world: World) -> None:
    first = accepted(world, "street", 2)
    second = accepted(world, "street", 3)
    assert [state_of(first), state_of(second)] == [SubmissionState.SUPERSEDED, SubmissionState.ACCEPTED]


def test_while_a_correction_waits_the_accepted_version_still_counts(world: World) -> None:
    first = accepted(world, "street", 2)
    send(world, "street", 3)
    [place] = [p for p in board(office(world), world.organs["district"], YEAR).places if p.organ.ref == "street"]
    assert place.is_correction
    assert place.before == first


def test_the_board_shows_who_is_missing_and_where_everybody_stands(world: World) -> None:
    send(world, "street")
    shown = board(office(world), world.organs["district"], YEAR)
    assert [(place.organ.ref, place.state) for place in shown.places] == [("lane", "missing"), ("street", "submitted")]


def test_the_board_of_another_district_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        board(office(world, "district2"), world.organs["district"], YEAR)
