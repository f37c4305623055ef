from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "stated_growth_differs"


def test_a_sentence_whose_figures_disagree_is_found() -> None:
    report = report_with(sections={1: "收到申请100件，比2022年的80件增长35%。"})
    assert [(code, expected, found) for code, _, expected, found in facts(NAME, report)] == [
        ("GK503", Decimal("25"), Decimal("35"))
    ]


def test_a_sentence_whose_figures_agree_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "收到申请100件，比2022年的80件增长25%。"})) == []


def test_what_cannot_be_computed_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "收到申请100件，同比增长35%。"})) == []
