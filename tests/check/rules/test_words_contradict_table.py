from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "words_contradict_table"


def test_a_number_that_the_table_contradicts_is_found() -> None:
    report = report_with({"requests/received/total": 3}, sections={1: "2023年，我局共收到政府信息公开申请2件。"})
    assert facts(NAME, report) == [("GK504", "requests/received/total", Decimal(3), Decimal(2))]


def test_a_denial_that_the_table_contradicts_is_found() -> None:
    report = report_with({"remedies/reconsideration/total": 1}, sections={1: "未发生政府信息公开行政复议。"})
    assert facts(NAME, report) == [("GK504", "remedies/reconsideration/total", Decimal(1), Decimal(0))]


def test_the_figures_of_the_whole_district_are_not_held_against_an_office() -> None:
    report = report_with(
        {"requests/received/total": 3}, sections={1: "2023年，全区各部门共收到政府信息公开申请120件。"}
    )
    assert facts(NAME, report) == []
