from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "list_length_differs"


def test_a_sentence_whose_figures_disagree_is_found() -> None:
    report = report_with(sections={1: "网站设有政务要闻、通知公告、政策文件、政策解读、互动交流四个栏目。"})
    assert [(code, expected, found) for code, _, expected, found in facts(NAME, report)] == [
        ("GK505", Decimal("5"), Decimal("4"))
    ]


def test_a_sentence_whose_figures_agree_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "网站设有政务要闻、通知公告、政策文件、政策解读四个栏目。"})) == []


def test_what_cannot_be_computed_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "类别包括机构概况、政策文件、财政信息等13个类别。"})) == []
