from __future__ import annotations

from check_facts import facts, report_with

NAME = "secrecy_mark_left"


def test_it_is_found() -> None:
    report = report_with(sections={1: "机密★1年"})
    assert [code for code, *_ in facts(NAME, report)] == ["GK924"]


def test_what_only_looks_like_it_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "属于国家秘密的不予公开，严守国家秘密、机密文件管理。"})) == []
