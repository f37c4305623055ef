from __future__ import annotations

from check_facts import facts, report_with

NAME = "placeholder_left"


def test_it_is_found() -> None:
    report = report_with(sections={1: "主动公开23条(请根据实际情况填写)。"})
    assert [code for code, *_ in facts(NAME, report)] == ["GK925"]


def test_what_only_looks_like_it_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "[bookmark: _GoBack]推行7×24小时服务，办理张××诉案。"})) == []
