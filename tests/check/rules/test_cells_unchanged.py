from __future__ import annotations

from check_facts import facts, report_with
from gongkai.check import Neighbours

NAME = "cells_unchanged"


FIGURES = {
    "disclosure/licensing/decisions": 378,
    "disclosure/penalties/decisions": 12,
    "requests/received/natural_person": 3,
    "requests/received/total": 3,
    "requests/granted/natural_person": 3,
    "requests/granted/total": 3,
}


def test_a_table_that_repeats_last_year_to_the_unit_is_found() -> None:
    found = facts(NAME, report_with(FIGURES), Neighbours(previous=report_with(FIGURES, year=2022)))
    assert found == [("GK603", "disclosure/licensing/decisions", None, 378)]


def test_one_changed_figure_makes_it_quiet() -> None:
    last = report_with({**FIGURES, "disclosure/licensing/decisions": 377}, year=2022)
    assert facts(NAME, report_with(FIGURES), Neighbours(previous=last)) == []


def test_few_figures_prove_nothing() -> None:
    few = {"disclosure/licensing/decisions": 1}
    assert facts(NAME, report_with(few), Neighbours(previous=report_with(few, year=2022))) == []
