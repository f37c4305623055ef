from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "stated_total_differs"


def test_a_sentence_whose_figures_disagree_is_found() -> None:
    report = report_with(sections={1: "发布信息1750条，其中概况类信息368条、政务动态信息469条、目录信息873条。"})
    assert [(code, expected, found) for code, _, expected, found in facts(NAME, report)] == [
        ("GK501", Decimal("1710"), Decimal("1750"))
    ]


def test_a_sentence_whose_figures_agree_is_quiet() -> None:
    assert (
        facts(
            NAME, report_with(sections={1: "发布信息1750条，其中概况类信息368条、政务动态信息469条、目录信息913条。"})
        )
        == []
    )


def test_what_cannot_be_computed_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "全年公开信息860条，主要包括政策文件32条、规划计划18条等。"})) == []
