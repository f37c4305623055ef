from __future__ import annotations

from check_facts import facts, report_with

NAME = "identity_number_published"


def test_it_is_found() -> None:
    report = report_with(sections={1: "受助人身份证号11010519491231002X。"})
    assert [code for code, *_ in facts(NAME, report)] == ["GK921"]


def test_what_only_looks_like_it_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "受助人身份证号110105194912310021。"})) == []
