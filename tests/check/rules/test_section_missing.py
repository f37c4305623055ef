from __future__ import annotations

from check_facts import facts, report_with, with_headings

NAME = "section_missing"


HEADINGS = tuple(report_with().edition.sections.values())


def test_a_section_without_heading_is_found() -> None:
    report = with_headings(report_with(), *HEADINGS[:5], "")
    assert facts(NAME, report) == [("GK103", None, "六、其他需要报告的事项", None)]


def test_six_sections_are_quiet() -> None:
    assert facts(NAME, with_headings(report_with(), *HEADINGS)) == []
