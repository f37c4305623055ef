from __future__ import annotations

from check_facts import facts, report_with

NAME = "mobile_number_published"


def test_it_is_found() -> None:
    report = report_with(sections={1: "联系人电话13812345678。"})
    assert [code for code, *_ in facts(NAME, report)] == ["GK923"]


def test_what_only_looks_like_it_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "联系电话0517-87222589，热线12345。"})) == []
