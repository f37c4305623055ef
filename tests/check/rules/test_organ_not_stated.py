from __future__ import annotations

from check_facts import facts, report_with

NAME = "organ_not_stated"


def test_a_report_that_nowhere_names_its_organ_is_found() -> None:
    assert facts(NAME, report_with(organ=None)) == [("GK112", None, None, None)]


def test_a_named_organ_is_quiet() -> None:
    assert facts(NAME, report_with()) == []
