from __future__ import annotations

from dataclasses import replace

from check_facts import facts, report_with

NAME = "title_incomplete"


def titled(title: str) -> list[object]:
    return [found for *_, found in facts(NAME, replace(report_with(), title=title))]


def test_a_title_without_year_is_noted() -> None:
    assert titled("青山区财政局政府信息公开工作年度报告") == ["青山区财政局政府信息公开工作年度报告"]


def test_a_title_with_another_name_is_noted() -> None:
    assert titled("政务信息公开工作2023年度报告") == ["政务信息公开工作2023年度报告"]


def test_a_full_title_is_quiet_with_spaces_and_in_chinese_numerals() -> None:
    assert titled("青山区财政局 2023 年政府信息公开 工作年度报告") == []
    assert titled("青山区财政局二〇二三年政府信息公开工作年度报告") == []
