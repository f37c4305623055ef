from __future__ import annotations

from check_facts import facts, report_with

NAME = "aspect_not_covered"


def test_an_aspect_of_which_nothing_is_said_is_found() -> None:
    text = "主动公开信息10条。依申请公开0件。三审制度落实。考核培训。"
    assert facts(NAME, report_with(sections={1: text})) == [("GK107", None, "政府信息公开平台建设", None)]


def test_five_aspects_are_quiet() -> None:
    assert facts(NAME, report_with()) == []
