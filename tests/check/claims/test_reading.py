"""How a sentence is cut into numbers, and what is shown of the arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.check.claims import find_claims
from gongkai.check.claims.clauses import statement
from gongkai.check.claims.lexer import plain
from gongkai.check.claims.numerals import chinese_number
from gongkai.check.claims.sentences import statements


def numbers(text: str) -> list[tuple[int, str]]:
    folded = plain(text)
    mentions = [m for start, end in statements(folded) for m in statement(folded, start, end).mentions]
    return [(int(m.value), m.unit) for m in mentions if not m.number.weak]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百二十三", 123),
        ("四十", 40),
        ("十五", 15),
        ("两", 2),
        ("三千零五", 3005),
        ("一万二", 12000),
        ("二〇二三", 2023),
    ],
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["十十", "一百百", "条"])
def test_what_is_no_numeral(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "严格落实“三审三校”制度，推进“1+3+N”体系",
        "2023年1月1日至12月31日",
        "国办公开办函〔2021〕30号、国务院令第711号",
        "电话0517-87222589，12345热线",
        "1.加强领导。（2）严格审核。",
        "《目录》（2025版）",
        "进一步提高一次性办结、一件事一次办",
        "7×24小时、20个工作日",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开9.9万条", (99000, "条")),
        ("公开１２３条", (123, "条")),
        ("公开1,236条", (1236, "条")),
        ("收到申请三件", (3, "件")),
        ("播放2017条次", (2017, "条次")),
        ("收费38万元", (380000, "元")),
        ("占比超八成", (80, "%")),
    ],
)
def test_what_counts_is_a_number(text: str, expected: tuple[int, str]) -> None:
    assert numbers(text) == [expected]


def test_the_arithmetic_is_shown() -> None:
    (claim,) = find_claims("发布信息1750条，其中概况368条、动态469条、目录873条。")
    assert claim.why == "368+469+873=1710，文中写1750，相差40"
    assert (claim.total, claim.computed, claim.parts) == (1750, 1710, (368, 469, 873))


def test_offsets_count_code_points_of_the_text_given() -> None:
    text = "前文。\n共６１５条，其中通知１５条、动态６０１条。"
    (claim,) = find_claims(text)
    assert text[claim.start : claim.end] == claim.quote == "共６１５条，其中通知１５条、动态６０１条"


def test_a_share_is_rounded_as_stated() -> None:
    (claim,) = [c for c in find_claims("事项633项，网办622项，网办率98.26%。") if c.kind == "ratio"]
    assert (claim.verdict, claim.computed) == ("holds", Decimal("98.26"))
