from __future__ import annotations

from check_facts import facts, report_with

NAME = "remedies_do_not_add_up"


def test_the_total_of_a_group_must_be_the_sum_of_its_four_results() -> None:
    report = report_with({"remedies/reconsideration/upheld": 10, "remedies/reconsideration/corrected": 1})
    assert facts(NAME, report) == [("GK401", "remedies/reconsideration/total", 11, 0)]


def test_each_group_adds_up_by_itself() -> None:
    report = report_with({"remedies/litigation_direct/pending": 2, "remedies/litigation_direct/total": 2})
    assert facts(NAME, report) == []
