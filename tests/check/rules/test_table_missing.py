from __future__ import annotations

from check_facts import facts, report_with

NAME = "table_missing"


def test_a_table_of_which_nothing_is_there_is_found() -> None:
    report = report_with(without=("remedies/",))
    assert facts(NAME, report) == [("GK109", None, "政府信息公开行政复议、行政诉讼情况", None)]


def test_a_report_with_all_tables_is_quiet() -> None:
    assert facts(NAME, report_with()) == []
