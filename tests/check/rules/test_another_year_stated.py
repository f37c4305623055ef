from __future__ import annotations

from check_facts import facts, report_with

NAME = "another_year_stated"


def test_a_cut_off_date_of_another_year_is_found() -> None:
    report = report_with(sections={1: "截止到2022年12月31日，我街道暂未收到申请公开政府信息。"})
    assert facts(NAME, report) == [("GK106", "截止到2022年12月31日", 2023, 2022)]


def test_the_reports_own_year_is_quiet() -> None:
    assert facts(NAME, report_with(sections={1: "截止到2023年12月31日，按要求完成编制。"})) == []


def test_years_of_comparison_budgets_and_document_numbers_are_quiet() -> None:
    text = "比2022年（31起）下降29%。公开2022年决算、2024年预算。按照国办函〔2020〕109号。贯彻2022年会议精神。"
    assert facts(NAME, report_with(sections={1: text})) == []
