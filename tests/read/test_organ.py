from __future__ import annotations

import pytest

from gongkai.read import read_text

TABLE = "规章\t0\t0\t0\n行政规范性文件\t1\t0\t3\n行政许可\t5\n行政处罚\t0\n"


def organ_of(title: str, opening: str) -> str | None:
    text = f"{title}\n{opening}\n一、总体情况\n主动公开工作有序推进。\n二、主动公开政府信息情况\n{TABLE}"
    return read_text(text).organ


def test_the_places_above_an_organ_are_taken_from_the_reports_own_words() -> None:
    opening = "本报告由淮安市洪泽区人民政府办公室根据《条例》编制。"
    assert organ_of("洪泽区人民政府2023年政府信息公开工作年度报告", opening) == "淮安市洪泽区人民政府"


@pytest.mark.parametrize(
    "opening",
    [
        "本报告由青山区财政局编制。",
        "我市青山区财政局认真落实条例。",
        "赴上海市学习，青山区财政局受益良多。",
    ],
)
def test_other_words_before_the_name_add_nothing(opening: str) -> None:
    assert organ_of("青山区财政局2023年政府信息公开工作年度报告", opening) == "青山区财政局"
