from __future__ import annotations

import pytest
from reporting_world import CHAIN, JANUARY, TEXT, YEAR, add_case
from reporting_world import officer as street_officer
from upward_world import RECEIVED, TOTAL, accepted, office, officer, send, sign
from web_world import World

from gongkai.errors import InputError
from gongkai.web.cases.models import Case, Notification
from gongkai.web.organs.access import Refused
from gongkai.web.reporting.actions.judge_submission import accept_report, return_report
from gongkai.web.reporting.actions.review_report import pass_report, submit_for_review
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.actions.save_section import save_section
from gongkai.web.reporting.actions.submit_upward import recall, submit_upward
from gongkai.web.reporting.book import report_value
from gongkai.web.reporting.choices import Origin, ReportState
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.judging import judge
from gongkai.web.reporting.models import AnnualReport, FrozenEvidence, ReportCell
from gongkai.web.reporting.queries.rolled import behind, rolled_cell, rollup_of, version_below
from gongkai.web.reporting.queries.upward import sent_reports, submission_of

pytestmark = pytest.mark.django_db


def counted(report: AnnualReport, cell: str = RECEIVED) -> object:
    return ReportCell.objects.get(report=report, cell=cell).counted


def rolled(world: World, **options: bool) -> AnnualReport:
    return roll_up(office(world), world.organs["district"], YEAR, **options)


def test_the_sum_is_that_of_the_accepted_versions(world: World) -> None:
    accepted(world, "street", 2)
    accepted(world, "lane", 5)
    assert counted(rolled(world)) == 7


def test_the_order_in_which_they_were_sent_does_not_matter(world: World) -> None:
    accepted(world, "lane", 5)
    accepted(world, "street", 2)
    report = rolled(world)
    assert counted(report) == 7
    assert [part.part.organ.ref for part in rollup_of(office(world), report.ref).children] == ["lane", "street"]


def test_own_figures_are_added_and_kept_apart(world: World) -> None:
    sign(world, "district", 10)
    accepted(world, "street", 2)
    report = rolled(world)
    shown = rollup_of(office(world), report.ref)
    assert counted(report) == 12
    assert shown.own is not None
    assert AnnualReport.objects.filter(organ=world.organs["district"]).count() == 2


def test_what_waits_is_added_only_when_asked_for(world: World) -> None:
    accepted(world, "street", 2)
    send(world, "lane", 5)
    assert counted(rolled(world)) == 2
    assert counted(rolled(world, includes_waiting=True)) == 7


def test_who_is_missing_is_named(world: World) -> None:
    accepted(world, "street", 2)
    shown = rollup_of(office(world), rolled(world).ref)
    assert [organ.ref for organ in shown.missing] == ["lane"]


def test_who_waits_is_told_from_who_was_accepted_after(world: World) -> None:
    accepted(world, "street", 2)
    waiting = send(world, "lane", 5)
    report = rolled(world)
    shown = rollup_of(office(world), report.ref)
    assert ([organ.ref for organ in shown.waiting], list(shown.arrived)) == (["lane"], [])
    accept_report(office(world), waiting, version=waiting.version)
    shown = rollup_of(office(world), report.ref)
    assert (list(shown.waiting), [organ.ref for organ in shown.arrived]) == ([], ["lane"])


def test_the_office_sends_its_roll_up_through_the_organs_own_chain(world: World) -> None:
    accepted(world, "street", 2)
    report = rolled(world)
    for section in report.sections.all():
        save_section(office(world), report, section.number, TEXT[section.number], version=section.version)
    report.refresh_from_db()
    review = submit_for_review(office(world), report, version=report.version, typed_checked=True)
    for role in CHAIN:
        review.refresh_from_db()
        pass_report(world.viewer(role, "district", now=JANUARY), review, version=review.version)
    assert report.frozen.get().origin == "rolled_up"


def test_what_goes_up_from_an_area_is_its_roll_up_by_the_office_that_made_it(world: World) -> None:
    accepted(world, "street", 2)
    sign(world, "district", 3)
    assert [row.scope for row in sent_reports(officer(world, "district"))] == ["own"]
    report = rolled(world)
    add_frozen(office(world), report, report_value(report), note="", origin=Origin.ROLLED_UP)
    AnnualReport.objects.filter(pk=report.pk).update(state=ReportState.PASSED)
    report.refresh_from_db()
    assert [row.scope for row in sent_reports(officer(world, "district"))] == ["rollup"]
    assert [row.pk for row in sent_reports(office(world))] == [report.pk]
    submission = submit_upward(office(world), report, version=report.version)
    assert submission_of(office(world), submission.ref).to == world.organs["city"]
    recall(office(world), submission, reason="有误", version=submission.version)


def test_a_correction_after_acceptance_flags_the_roll_up_made_with_the_old_version(world: World) -> None:
    accepted(world, "street", 2)
    report = rolled(world)
    writer = world.hire("officer", "district")
    accepted(world, "street", 3)
    changed = rollup_of(office(world), report.ref).changed
    assert [(part.part.organ.ref, part.since, part.part.frozen.number) for part in changed] == [
        ("street", "corrected", 1)
    ]
    assert Notification.objects.filter(recipient=writer, text__contains="请重新汇总").exists()


def test_rolled_up_again_it_is_flagged_no_more(world: World) -> None:
    accepted(world, "street", 2)
    rolled(world)
    accepted(world, "street", 3)
    report = rolled(world)
    assert counted(report) == 3
    assert rollup_of(office(world), report.ref).changed == []


def test_a_recall_after_rolling_up_is_flagged(world: World) -> None:
    accepted(world, "street", 2)
    waiting = send(world, "lane", 5)
    report = rolled(world, includes_waiting=True)
    recall(officer(world, "lane"), waiting, reason="漏报", version=waiting.version)
    assert [part.since for part in rollup_of(office(world), report.ref).changed] == ["recalled"]


def test_a_return_after_rolling_up_is_flagged(world: World) -> None:
    first = accepted(world, "street", 2)
    report = rolled(world)
    return_report(office(world), first, reason="还要改", version=first.version)
    assert [part.since for part in rollup_of(office(world), report.ref).changed] == ["returned"]


def test_what_a_person_stated_instead_stays_when_it_is_rolled_up_again(world: World) -> None:
    accepted(world, "street", 2)
    report = rolled(world)
    ReportCell.objects.filter(report=report, cell=RECEIVED).update(stated=9, is_stated=True, reason="另有一件")
    accepted(world, "lane", 5)
    row = ReportCell.objects.get(report=rolled(world), cell=RECEIVED)
    assert (row.counted, row.shown) == (7, 9)


def test_a_blank_below_is_named_and_is_no_zero(world: World) -> None:
    accepted(world, "street", 2)
    accepted(world, "lane", 0, **{"disclosure/fees/amount": None})
    shown = rolled_cell(office(world), rolled(world).ref, "disclosure/fees/amount")
    assert [(organ.ref, text) for organ, text in shown.lacks] == [("lane", "这一格留空")]


def test_a_sum_opens_to_the_organs_cells(world: World) -> None:
    accepted(world, "street", 2)
    accepted(world, "lane", 5)
    shown = rolled_cell(office(world), rolled(world).ref, TOTAL)
    assert [(part.organ.ref, part.value, part.refs) for part in shown.parts] == [
        ("lane", 5, (TOTAL,)),
        ("street", 2, (TOTAL,)),
    ]


def test_an_organs_cell_opens_to_the_cases_that_the_viewer_may_see(world: World) -> None:
    case: Case = add_case(world, 7)
    submission = accepted(world, "street", 1)
    FrozenEvidence.objects.create(frozen=submission.frozen, cells={TOTAL: {"sources": [f"case:{YEAR}-0007"]}})
    report = rolled(world)
    frozen = version_below(office(world), report.ref, submission.frozen.ref)
    assert behind(office(world), frozen, [TOTAL]).count == 1
    assert behind(office(world), frozen, [TOTAL]).cases == ()
    assert behind(street_officer(world), frozen, [TOTAL]).cases == (case,)


def test_the_checker_holds_the_roll_up_against_what_it_added(world: World) -> None:
    accepted(world, "street", 2)
    report = rolled(world)
    ReportCell.objects.filter(report=report, cell=RECEIVED).update(stated=1, is_stated=True, reason="试")
    found = judge(report).settled.open
    assert RECEIVED in [cell for one in found if one.rule == "differs_from_children" for cell in one.cells]


def test_nothing_handed_in_makes_no_roll_up(world: World) -> None:
    with pytest.raises(InputError, match="还没有下级机关的报告"):
        rolled(world)
    assert not AnnualReport.objects.exists()


def test_an_organ_below_neither_makes_nor_sees_the_roll_up(world: World) -> None:
    accepted(world, "street", 2)
    report = rolled(world)
    with pytest.raises(Refused):
        roll_up(officer(world, "street"), world.organs["district"], YEAR)
    with pytest.raises(Refused):
        rollup_of(officer(world, "street"), report.ref)


def test_a_districts_roll_up_goes_to_the_city_and_is_added_there(world: World) -> None:
    accepted(world, "street", 2)
    accepted(world, "lane", 5)
    report = rolled(world)
    add_frozen(office(world), report, report_value(report), note="", origin=Origin.ROLLED_UP)
    report.state = ReportState.PASSED
    report.save()
    submission = submit_upward(office(world), report, version=report.version)
    accept_report(office(world, "city"), submission, reason="试", version=submission.version)
    above = roll_up(office(world, "city"), world.organs["city"], YEAR)
    assert counted(above) == 7
