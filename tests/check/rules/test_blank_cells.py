from __future__ import annotations

from dataclasses import replace

from check_facts import facts, report_with
from gongkai.report import Unread

NAME = "blank_cells"


def test_a_blank_where_zero_is_meant_is_found() -> None:
    report = report_with({"remedies/reconsideration/upheld": None})
    assert facts(NAME, report) == [("GK201", "remedies/reconsideration/upheld", 0, None)]


def test_zeros_are_quiet() -> None:
    assert facts(NAME, report_with()) == []


def test_a_cell_that_could_not_be_read_is_not_called_blank() -> None:
    report = report_with({"remedies/reconsideration/upheld": None})
    unread = replace(report, unread=(Unread("remedies/reconsideration/upheld", "l?", "不是数字"),))
    assert facts(NAME, unread) == []
