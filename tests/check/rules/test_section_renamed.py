from __future__ import annotations

from check_facts import facts, report_with, with_headings

NAME = "section_renamed"


HEADINGS = tuple(report_with().edition.sections.values())


def test_another_heading_is_found() -> None:
    report = with_headings(report_with(), *HEADINGS[:4], "五、存在的主要问题及改进措施", HEADINGS[5])
    assert facts(NAME, report) == [
        ("GK104", "五、存在的主要问题及改进措施", "五、存在的主要问题及改进情况", "五、存在的主要问题及改进措施")
    ]


def test_spaces_and_punctuation_are_not_another_name() -> None:
    report = with_headings(report_with(), "一、 总体情况：", *HEADINGS[1:])
    assert facts(NAME, report) == []
