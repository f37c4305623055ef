from __future__ import annotations

from check_facts import facts, report_with

NAME = "bank_card_published"


def test_it_is_found() -> None:
    report = report_with(sections={1: "开户行账号6222021234567890128。"})
    assert [code for code, *_ in facts(NAME, report)] == ["GK922"]


def test_what_only_looks_like_it_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "开户行账号6222021234567890121。"})) == []
