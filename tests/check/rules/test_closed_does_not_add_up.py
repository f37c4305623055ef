from __future__ import annotations

from check_facts import facts, report_with

NAME = "closed_does_not_add_up"


PARTS = {"requests/granted/natural_person": 28, "requests/unavailable.not_held/natural_person": 8}


def test_the_total_must_be_the_sum_of_the_ways_of_closing() -> None:
    report = report_with({**PARTS, "requests/closed/natural_person": 37})
    assert facts(NAME, report) == [("GK302", "requests/closed/natural_person", 36, 37)]


def test_a_right_total_is_quiet() -> None:
    assert facts(NAME, report_with({**PARTS, "requests/closed/natural_person": 36})) == []


def test_a_merged_row_six_counts_in_place_of_its_parts() -> None:
    merged = {
        f"requests/otherwise_closed/{c}": 0
        for c in ("business", "research", "public_interest", "legal_service", "other_organization")
    } | {"requests/otherwise_closed/natural_person": 5, "requests/otherwise_closed/total": 5}
    without = tuple(f"requests/otherwise_closed.{part}" for part in ("uncorrected", "fee_unpaid", "other"))
    report = report_with({**merged, "requests/closed/natural_person": 5, "requests/closed/total": 5}, without=without)
    assert facts(NAME, report) == []
    wrong = report_with({**merged, "requests/closed/natural_person": 4, "requests/closed/total": 5}, without=without)
    assert facts(NAME, wrong) == [("GK302", "requests/closed/natural_person", 5, 4)]
