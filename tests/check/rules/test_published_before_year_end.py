from __future__ import annotations

from dataclasses import replace
from datetime import date

from check_facts import facts, report_with

NAME = "published_before_year_end"


def test_a_report_dated_before_its_year_has_ended_is_found() -> None:
    report = replace(report_with(), published_on=date(2023, 12, 19))
    assert facts(NAME, report) == [("GK902", None, "2023-12-31", "2023-12-19")]


def test_new_years_day_is_early_enough() -> None:
    assert facts(NAME, replace(report_with(), published_on=date(2024, 1, 1))) == []
