"""A report from the records to its publication, and what stands in the way where something is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from reporting_world import JANUARY, TEXT, YEAR, add_case, compiled, officer, passed, signed, submitted, written
from web_world import World

from gongkai.errors import InputError
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import journal_faults
from gongkai.web.organs.access import Refused
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.registers.facts import complete_kinds
from gongkai.web.reporting.actions.answer_finding import answer_finding, override_finding
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.publish_report import publish_report
from gongkai.web.reporting.actions.review_report import (
    cancel_report,
    open_correction,
    send_back_report,
    submit_for_review,
)
from gongkai.web.reporting.actions.save_section import Conflict, save_section
from gongkai.web.reporting.actions.state_cell import count_again, state_cell, state_count
from gongkai.web.reporting.book import edition_of, report_value
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.figures import count_figures
from gongkai.web.reporting.judging import judge, name_of
from gongkai.web.reporting.queries import published_of
from gongkai.web.reporting.records import unpack_facts
from gongkai.web.reporting.values import keep_value

pytestmark = pytest.mark.django_db
TOTAL = "requests/received/total"


def leader(world: World):
    return world.viewer("principal_leader", "street", now=JANUARY)


def test_compiling_fills_every_cell_with_its_records(world: World):
    report = compiled(world)
    cells = {row.cell: row for row in report.cells.all()}
    assert set(cells) == {cell.ref for cell in edition_of(report).cells[: edition_of(report).statutory]}
    assert cells[TOTAL].sources == [f"case:{YEAR}-0001", f"case:{YEAR}-0002"]


def test_a_stated_number_needs_a_reason_and_stands_beside_the_counted_one(world: World):
    report = compiled(world)
    with pytest.raises(InputError, match="没有写明理由"):
        state_cell(officer(world), report, TOTAL, "3", reason=" ", version=report.version)
    state_cell(officer(world), report, TOTAL, "3", reason="一件登记在外网", version=report.version)
    row = report.cells.get(cell=TOTAL)
    assert (row.counted, row.shown, row.reason) == (2, 3, "一件登记在外网")


def test_compiling_again_counts_anew_and_keeps_what_was_stated(world: World):
    report = compiled(world)
    state_cell(officer(world), report, TOTAL, "9", reason="理由", version=report.version)
    add_case(world, 3)
    report = compile_report(officer(world), world.organs["street"], YEAR)
    row = report.cells.get(cell=TOTAL)
    assert (row.counted, row.stated, row.shown) == (3, 9, 9)


def test_a_stated_number_can_be_given_up_for_the_counted_one(world: World):
    report = compiled(world)
    state_cell(officer(world), report, TOTAL, "9", reason="理由", version=report.version)
    count_again(officer(world), report, TOTAL, version=report.version)
    assert report.cells.get(cell=TOTAL).shown == 2


def test_two_officers_do_not_overwrite_each_others_numbers(world: World):
    report = compiled(world)
    seen = report.version
    state_cell(officer(world), report, TOTAL, "9", reason="理由", version=seen)
    with pytest.raises(StaleVersion):
        state_cell(officer(world, "second"), report, TOTAL, "8", reason="理由", version=seen)


def test_two_officers_writing_one_section_see_both_texts(world: World):
    report = compiled(world)
    seen = report.sections.get(number=6).version
    save_section(officer(world), report, 6, "甲写的", version=seen)
    with pytest.raises(Conflict) as conflict:
        save_section(officer(world, "second"), report, 6, "乙写的", version=seen)
    assert (conflict.value.stored, conflict.value.yours) == ("甲写的", "乙写的")


def test_a_proposed_text_is_never_sent_unread(world: World):
    report = compiled(world)
    assert "{{requests/closed/total}}" in report.sections.get(number=1).source
    with pytest.raises(InputError, match="没有人确认"):
        submitted(world, report)


def test_a_number_typed_by_hand_that_matches_nothing_is_shown_before_submission(world: World):
    report = written(world, compiled(world), s6="本年度开展培训37次。没有其他需要报告的事项。")
    with pytest.raises(InputError, match="37次"):
        submitted(world, report)


def test_the_same_number_with_its_basis_has_a_source(world: World):
    report = compiled(world)
    name = state_count(officer(world), report, "培训（次）", 37, basis="签到表", version=report.version)
    written(world, report, s6=f"本年度开展培训{{{{{name}}}}}次。没有其他需要报告的事项。")
    assert judge(report).report.section_text(6).startswith("本年度开展培训37次")
    assert submitted(world, report).state == "running"


def test_the_sentence_that_does_not_add_up_is_flagged_and_kept_from_review(world: World):
    sentence = "全年发布各类主动公开信息1750条，其中概况类信息368条、政务动态信息469条、信息公开目录信息873条。"
    report = written(world, compiled(world), s1=sentence + TEXT[1])
    assert "1750条" in [one.text for _, one in judge(report).unmatched]
    with pytest.raises(InputError, match="1710"):
        submitted(world, report, typed_checked=True)


def test_an_error_passes_only_under_a_leaders_name_and_with_a_reason(world: World):
    report = compiled(world)
    state_cell(officer(world), report, TOTAL, "9", reason="理由", version=report.version)
    written(world, report)
    wanted = name_of(judge(report).blocking[0])
    with pytest.raises(InputError, match="不能由经办人"):
        answer_finding(officer(world), report, wanted, reason="照此", version=report.version)
    with pytest.raises(Refused):
        override_finding(officer(world), report, wanted, reason="照此", version=report.version)
    before = len(judge(report).blocking)
    override_finding(leader(world), report, wanted, reason="数据移交中", version=report.version)
    assert len(judge(report).blocking) == before - 1


def test_an_answer_lapses_when_the_number_changes(world: World):
    report = compiled(world)
    state_cell(officer(world), report, TOTAL, "9", reason="理由", version=report.version)
    written(world, report)
    wanted = name_of(judge(report).blocking[0])
    override_finding(leader(world), report, wanted, reason="数据移交中", version=report.version)
    state_cell(officer(world), report, TOTAL, "8", reason="理由", version=report.version)
    assert wanted in [name_of(found) for found in judge(report).blocking]


def test_a_year_that_is_not_over_is_not_submitted(world: World):
    report = written(world, compiled(world))
    early = officer(world, now=datetime(YEAR, 12, 30, tzinfo=UTC))
    with pytest.raises(InputError, match="还没有结束"):
        submit_for_review(early, report, version=report.version)


def test_in_review_nothing_changes_and_sent_back_it_does(world: World):
    report = written(world, compiled(world))
    review = submitted(world, report)
    report.refresh_from_db()
    with pytest.raises(InputError, match="不能修改"):
        state_cell(officer(world), report, TOTAL, "9", reason="理由", version=report.version)
    proof = world.viewer("officer", "street", username="proofreader", now=JANUARY)
    send_back_report(proof, review, version=review.version, reason="请补充")
    report.refresh_from_db()
    state_cell(officer(world), report, TOTAL, "9", reason="理由", version=report.version)


def test_taken_out_of_review_the_report_is_open_again(world: World):
    report = written(world, compiled(world))
    review = submitted(world, report)
    cancel_report(officer(world), review, version=review.version, reason="还要改")
    report.refresh_from_db()
    assert report.state == "draft"


def test_signed_the_report_is_frozen_as_it_was_reviewed(world: World):
    report = signed(world)
    frozen = report.frozen.get()
    assert (report.state, frozen.number) == ("passed", 1)
    assert report_in(frozen).values == report_value(report).values
    assert report_in(frozen).section_text(1).startswith("全年新收政府信息公开申请2件")


def test_the_facts_of_a_frozen_report_count_to_its_cells(world: World):
    report = signed(world)
    evidence = report.frozen.get().evidence
    whole = complete_kinds(report.organ, YEAR)
    again = count_figures(unpack_facts(evidence.facts), YEAR, edition_of(report), whole=whole)
    assert {ref: keep_value(one.value) for ref, one in again.cells.items()} == {
        ref: row["counted"] for ref, row in evidence.cells.items()
    }


def test_a_frozen_report_does_not_follow_the_records(world: World):
    report = signed(world)
    add_case(world, 7)
    assert report_in(report.frozen.get()).value(TOTAL) == 2


def test_a_correction_is_the_next_version_with_its_differences_and_a_note(world: World):
    report = signed(world)
    publish_report(leader(world), report, number=1, version=report.version)
    add_case(world, 7, outcome="partly_granted")
    open_correction(officer(world), report, reason="补登一件申请", version=report.version)
    compile_report(officer(world), world.organs["street"], YEAR)
    passed(world, submitted(world, type(report).objects.get(pk=report.pk)))
    second = report.frozen.get(number=2)
    assert {"cell": TOTAL, "before": 2, "after": 3} in second.differences
    report.refresh_from_db()
    publish_report(leader(world), report, number=2, version=report.version)
    now = published_of(JANUARY, world.organs["street"], YEAR)
    assert (now.frozen.number, now.note) == (2, "补登一件申请")


def test_only_a_leader_publishes_and_only_what_was_signed(world: World):
    report = written(world, compiled(world))
    with pytest.raises(InputError, match="还没有签发"):
        publish_report(leader(world), report, number=1, version=report.version)
    with pytest.raises(Refused):
        publish_report(officer(world), report, number=1, version=report.version)


def test_an_officer_of_another_organ_compiles_nothing_here(world: World):
    with pytest.raises(Refused):
        compile_report(world.viewer("officer", "lane", now=JANUARY), world.organs["street"], YEAR)


def test_every_step_is_in_the_journal(world: World):
    report = signed(world)
    publish_report(leader(world), report, number=1, version=report.version)
    actions = set(Entry.objects.filter(object_ref=report.ref).values_list("action", flat=True))
    steps = {"compile_report", "save_section", "submit_for_review", "freeze_report", "publish_report"}
    assert {f"reporting.{step}" for step in steps} <= actions
    assert list(journal_faults(JANUARY)) == []
