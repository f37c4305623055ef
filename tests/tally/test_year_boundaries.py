"""The last day of a year belongs to that year, the first day of the next does not."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.form import edition
from gongkai.tally import (
    AppealFact,
    CaseFact,
    DocumentFact,
    tally_disclosure,
    tally_remedies,
    tally_requests,
)

NEW = edition("2021")
LAST, FIRST = date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(("closed_on", "closed", "carried_out"), [(LAST, 1, 0), (FIRST, 0, 1)])
def test_a_case_closed_on_31_december_is_not_carried_over(closed_on, closed, carried_out):
    found = tally_requests([CaseFact("1", "business", date(2025, 12, 1), "granted", closed_on)], 2025, NEW)
    assert found.value("requests/closed/business") == closed
    assert found.value("requests/carried_out/business") == carried_out


@pytest.mark.parametrize(("received_on", "received", "carried_out"), [(LAST, 1, 1), (FIRST, 0, 0)])
def test_a_case_received_on_31_december_is_received_and_carried_over(received_on, received, carried_out):
    found = tally_requests([CaseFact("1", "business", received_on)], 2025, NEW)
    assert found.value("requests/received/business") == received
    assert found.value("requests/carried_out/business") == carried_out


def test_a_case_may_be_closed_on_the_day_it_is_received():
    found = tally_requests([CaseFact("1", "business", LAST, "granted", LAST)], 2025, NEW)
    assert (found.value("requests/closed/business"), found.leftovers) == (1, ())


@pytest.mark.parametrize(
    ("filed_on", "closed_on", "upheld", "pending"),
    [
        (LAST, None, 0, 1),
        (FIRST, None, 0, 0),
        (date(2024, 5, 1), date(2025, 1, 1), 1, 0),
        (date(2024, 5, 1), date(2024, 12, 31), 0, 0),
        (LAST, LAST, 1, 0),
        (LAST, FIRST, 0, 1),
    ],
)
def test_an_appeal_at_a_years_end_counts_on_the_right_side(filed_on, closed_on, upheld, pending):
    result = "upheld" if closed_on else None
    found = tally_remedies([AppealFact("1", "litigation_direct", filed_on, result, closed_on)], 2025, NEW)
    assert found.value("remedies/litigation_direct/upheld") == upheld
    assert found.value("remedies/litigation_direct/pending") == pending


@pytest.mark.parametrize(("repealed_on", "repealed", "in_force"), [(LAST, 1, 0), (FIRST, 0, 1)])
def test_a_document_repealed_on_31_december_is_no_longer_in_force(repealed_on, repealed, in_force):
    found = tally_disclosure([DocumentFact("1", "rules", date(2020, 1, 1), repealed_on=repealed_on)], 2025, NEW)
    assert found.value("disclosure/rules/repealed") == repealed
    assert found.value("disclosure/rules/in_force") == in_force
