from __future__ import annotations

from check_facts import facts, report_with

NAME = "problems_not_stated"


def test_a_section_five_that_says_nothing_is_found() -> None:
    assert facts(NAME, report_with(sections={5: "无。"})) == [("GK114", "无。", None, "无。")]


def test_a_short_but_real_sentence_is_quiet() -> None:
    assert facts(NAME, report_with(sections={5: "公开不够及时，将加强学习。"})) == []
