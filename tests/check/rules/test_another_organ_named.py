from __future__ import annotations

from dataclasses import replace

from check_facts import facts, report_with

NAME = "another_organ_named"


def opening(words: str, organ: str = "青山区财政局") -> list[object]:
    report = report_with(organ=organ)
    return [found for *_, found in facts(NAME, replace(report, text=f"\n{words}\n一、总体情况"))]


def test_an_opening_that_names_another_organ_is_found() -> None:
    assert opening("现将清河县教育局2023年政府信息公开工作年度报告公布如下") == ["清河县教育局"]


def test_short_and_long_forms_of_the_own_name_are_quiet() -> None:
    assert opening("现将水塔街2023年度政务信息公开报告如下", "水塔街办事处") == []
    assert opening("现发布《四方台区2023年政府信息公开工作年度报告》", "四方台区") == []
    assert opening("现将我局2023年政府信息公开工作年度报告公布如下") == []


def test_other_organs_in_other_sentences_are_not_looked_at() -> None:
    assert opening("赴清河县教育局学习政府信息公开工作经验。") == []
