from __future__ import annotations

from check_facts import facts, report_with

NAME = "negative_count"


def test_a_count_below_zero_is_found() -> None:
    assert facts(NAME, report_with({"disclosure/licensing/decisions": -3})) == [
        ("GK202", "disclosure/licensing/decisions", 0, -3)
    ]


def test_the_change_of_a_year_may_be_negative_in_the_form_before_2021() -> None:
    report = report_with({"disclosure/licensing/items_change": -2}, edition_id="2019", year=2020)
    assert facts(NAME, report) == []
