from __future__ import annotations

from check_facts import facts, report_with
from gongkai.check import check

NAME = "rows_missing"


def test_a_row_left_out_is_found_by_its_printed_label() -> None:
    report = report_with(without=("requests/unavailable.still_unclear/",))
    found = [f for f in check(report).findings if f.rule == NAME]
    assert [f.code for f in found] == ["GK110"]
    assert "3.补正后申请内容仍不明确" in found[0].message


def test_a_table_that_is_not_there_at_all_is_another_rules_matter() -> None:
    assert facts(NAME, report_with(without=("remedies/",))) == []
