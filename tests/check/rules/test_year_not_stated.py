from __future__ import annotations

from check_facts import facts, report_with

NAME = "year_not_stated"


def test_a_report_that_nowhere_states_its_year_is_found() -> None:
    assert facts(NAME, report_with(year=None)) == [("GK113", None, None, None)]


def test_a_stated_year_is_quiet() -> None:
    assert facts(NAME, report_with()) == []
