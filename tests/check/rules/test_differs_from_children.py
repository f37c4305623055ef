from __future__ import annotations

from check_facts import facts, not_run, report_with
from gongkai.check import Neighbours

NAME = "differs_from_children"


RECEIVED = "requests/received/total"
CHILDREN = (report_with({RECEIVED: 3}, organ="甲街道办事处"), report_with({RECEIVED: 4}, organ="乙镇人民政府"))


def test_a_rolled_up_figure_cannot_be_less_than_its_children_together() -> None:
    report = report_with({RECEIVED: 6}, organ="青山区人民政府")
    assert facts(NAME, report, Neighbours(children=CHILDREN)) == [("GK701", RECEIVED, 7, 6)]


def test_more_may_be_the_organs_own_work() -> None:
    report = report_with({RECEIVED: 9}, organ="青山区人民政府")
    assert facts(NAME, report, Neighbours(children=CHILDREN)) == []


def test_with_the_own_figures_given_the_sum_must_be_exact() -> None:
    own = report_with({RECEIVED: 1}, organ="青山区人民政府办公室")
    report = report_with({RECEIVED: 9}, organ="青山区人民政府")
    assert facts(NAME, report, Neighbours(children=CHILDREN, own=own)) == [("GK701", RECEIVED, 8, 9)]


def test_a_childs_blank_is_never_taken_for_zero() -> None:
    children = (*CHILDREN, report_with({RECEIVED: None}, organ="丙街道办事处"))
    report = report_with({RECEIVED: 6}, organ="青山区人民政府")
    assert facts(NAME, report, Neighbours(children=children)) == []
    assert len(not_run(NAME, report, Neighbours(children=children))) == 1
