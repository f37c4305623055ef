from __future__ import annotations

from check_facts import facts, report_with, with_headings

NAME = "heading_numbering_broken"


HEADINGS = tuple(report_with().edition.sections.values())


def test_an_arabic_numeral_among_chinese_ones_is_found() -> None:
    report = with_headings(report_with(), *HEADINGS[:4], "5、 存在的主要问题及改进情况", HEADINGS[5])
    assert facts(NAME, report) == [("GK105", "5、 存在的主要问题及改进情况", "五、", "5")]


def test_a_second_level_that_changes_its_numerals_is_found() -> None:
    text = "（一）主动公开\n（二）依申请公开\n（3） 政府信息管理\n（4）平台建设\n（五）监督保障"
    assert [found[2:] for found in facts(NAME, report_with(sections={1: text}))] == [
        ("（三）", "（3）"),
        ("（四）", "（4）"),
    ]


def test_one_style_throughout_is_quiet_whatever_it_is() -> None:
    assert facts(NAME, with_headings(report_with(), *[f"{n}. {h[2:]}" for n, h in enumerate(HEADINGS, 1)])) == []
    assert facts(NAME, report_with(sections={1: "（一）主动公开\n（二）依申请公开\n见文件（2023）5号。"})) == []
