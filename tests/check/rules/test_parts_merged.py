from __future__ import annotations

from check_facts import facts, report_with

NAME = "parts_merged"


COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization", "total")


def test_row_six_printed_as_one_line_is_found() -> None:
    without = tuple(f"requests/otherwise_closed.{part}" for part in ("uncorrected", "fee_unpaid", "other"))
    report = report_with({f"requests/otherwise_closed/{column}": 0 for column in COLUMNS}, without=without)
    assert [(code, cell) for code, cell, *_ in facts(NAME, report)] == [
        ("GK111", "requests/otherwise_closed/natural_person")
    ]


def test_the_form_before_2021_has_one_row_there() -> None:
    assert facts(NAME, report_with(edition_id="2019", year=2020)) == []
