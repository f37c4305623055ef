from __future__ import annotations

from check_facts import facts, report_with

NAME = "months_all_equal"


def listed(counts: list[int]) -> str:
    return "全年发布信息，其中" + "，".join(f"{month}月份{count}条" for month, count in enumerate(counts, 1)) + "。"


def test_twelve_equal_months_are_noted() -> None:
    assert [f[0] for f in facts(NAME, report_with(sections={1: listed([4] * 12)}))] == ["GK506"]


def test_months_that_differ_are_quiet() -> None:
    assert facts(NAME, report_with(sections={1: listed([1, 5, 1, 6, 4, 7, 5, 6, 4, 5])})) == []


def test_few_months_and_zeros_prove_nothing() -> None:
    assert facts(NAME, report_with(sections={1: listed([4] * 5)})) == []
    assert facts(NAME, report_with(sections={1: listed([0] * 12)})) == []
