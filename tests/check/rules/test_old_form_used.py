from __future__ import annotations

from check_facts import facts, report_with

NAME = "old_form_used"


def test_the_form_of_2019_is_wrong_for_a_report_of_2023() -> None:
    found = facts(NAME, report_with(edition_id="2019", year=2023))
    assert found == [("GK102", None, "国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")]


def test_each_form_is_right_for_its_years() -> None:
    assert facts(NAME, report_with(edition_id="2019", year=2020)) == []
    assert facts(NAME, report_with(edition_id="2021", year=2021)) == []
