from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "stated_share_differs"


def test_a_sentence_whose_figures_disagree_is_found() -> None:
    report = report_with(sections={1: "共有事项633项，其中网办事项622项，网办率96.28%。"})
    assert [(code, expected, found) for code, _, expected, found in facts(NAME, report)] == [
        ("GK502", Decimal("98.26"), Decimal("96.28"))
    ]


def test_a_sentence_whose_figures_agree_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "共有事项633项，其中网办事项622项，网办率98.26%。"})) == []


def test_what_cannot_be_computed_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "收到申请18件，群众满意率98.5%。"})) == []
