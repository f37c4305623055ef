from __future__ import annotations

from check_facts import facts, report_with

NAME = "applicants_do_not_add_up"


def test_the_total_of_a_row_must_be_the_sum_of_the_six_kinds() -> None:
    report = report_with(
        {"requests/received/natural_person": 37, "requests/received/business": 1, "requests/received/total": 39}
    )
    assert facts(NAME, report) == [("GK303", "requests/received/total", 38, 39)]


def test_a_right_row_is_quiet() -> None:
    report = report_with(
        {"requests/received/natural_person": 37, "requests/received/business": 1, "requests/received/total": 38}
    )
    assert facts(NAME, report) == []


def test_a_row_with_only_its_total_filled_is_not_called_wrong() -> None:
    """Many reports fill only the column 总计; the blanks are another rule's matter."""
    kinds = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization")
    report = report_with({**{f"requests/received/{kind}": None for kind in kinds}, "requests/received/total": 3})
    assert facts(NAME, report) == []
