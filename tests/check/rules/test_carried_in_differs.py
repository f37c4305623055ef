from __future__ import annotations

from check_facts import facts, not_run, report_with
from gongkai.check import Neighbours

NAME = "carried_in_differs"


LAST = report_with({"requests/carried_out/natural_person": 9, "requests/carried_out/total": 9}, year=2022)


def test_what_was_carried_out_last_year_must_be_carried_in_this_year_in_each_column() -> None:
    report = report_with({"requests/carried_in/natural_person": 12, "requests/carried_in/total": 9})
    assert facts(NAME, report, Neighbours(previous=LAST)) == [("GK601", "requests/carried_in/natural_person", 9, 12)]


def test_equal_figures_are_quiet() -> None:
    report = report_with({"requests/carried_in/natural_person": 9, "requests/carried_in/total": 9})
    assert facts(NAME, report, Neighbours(previous=LAST)) == []


def test_without_last_years_report_it_is_said_that_the_rule_did_not_run() -> None:
    assert not_run(NAME, report_with()) == ["没有提供上年度报告"]
