from __future__ import annotations

from dataclasses import replace
from datetime import date

from check_facts import facts, not_run, report_with
from gongkai.check import Severity, check
from gongkai.report import Report

NAME = "published_late"


def dated(organ: str, on: date | None) -> Report:
    return replace(report_with(organ=organ), published_on=on)


def test_a_department_must_publish_by_31_january() -> None:
    assert facts(NAME, dated("青山区财政局", date(2024, 1, 31))) == []
    assert facts(NAME, dated("青山区财政局", date(2024, 2, 1))) == [("GK901", None, "2024-01-31", "2024-02-01")]


def test_a_governments_report_must_be_out_by_31_march() -> None:
    assert facts(NAME, dated("淮安市洪泽区人民政府", date(2024, 3, 31))) == []
    assert facts(NAME, dated("淮安市洪泽区人民政府", date(2024, 4, 1))) == [("GK901", None, "2024-03-31", "2024-04-01")]


def test_for_a_township_it_is_only_a_notice_as_article_49_names_no_duty_of_it() -> None:
    found = [f for f in check(dated("合水镇人民政府", date(2024, 2, 5))).findings if f.rule == NAME]
    assert [f.severity for f in found] == [Severity.NOTICE]


def test_without_a_date_it_is_said_that_the_rule_did_not_run() -> None:
    assert not_run(NAME, dated("青山区财政局", None)) == ["报告没有写明日期"]
