from __future__ import annotations

from check_facts import facts, report_with

NAME = "remedies_without_requests"


CASES = {"remedies/reconsideration/pending": 2, "remedies/reconsideration/total": 2}


def test_cases_in_a_year_without_applications_are_noted() -> None:
    assert facts(NAME, report_with(CASES)) == [("GK402", "remedies/reconsideration/total", 0, 2)]


def test_with_an_application_it_is_quiet() -> None:
    assert facts(NAME, report_with({**CASES, "requests/received/total": 1})) == []
