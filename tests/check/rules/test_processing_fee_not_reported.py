from __future__ import annotations

from check_facts import facts, report_with
from gongkai.check import Severity, check

NAME = "processing_fee_not_reported"


def test_a_section_six_silent_on_the_fee_is_noted() -> None:
    assert [code for code, *_ in facts(NAME, report_with(sections={6: "无"}))] == ["GK108"]


def test_it_is_never_more_than_a_notice_as_the_source_of_the_duty_is_not_confirmed() -> None:
    found = [f for f in check(report_with(sections={6: "无"})).findings if f.rule == NAME]
    assert [f.severity for f in found] == [Severity.NOTICE]
    assert "尚未查到原文" in found[0].message


def test_reports_of_years_before_the_fee_measures_are_quiet() -> None:
    assert facts(NAME, report_with(edition_id="2019", year=2020, sections={6: "无"})) == []
