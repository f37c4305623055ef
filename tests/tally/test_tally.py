"""Facts into figures: every fact counted once, listed, or of another year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.form import edition, edition_for
from gongkai.procedure import CaseState, Event, fold, outcomes
from gongkai.tally import (
    AppealFact,
    CaseFact,
    ChargeFact,
    DecisionFact,
    DocumentFact,
    ItemFact,
    PurchaseFact,
    case_fact,
    tally_disclosure,
    tally_remedies,
    tally_requests,
)

COLUMNS = ["natural_person", "business", "research", "public_interest", "legal_service", "other_organization"]
ROWS = sorted({known.row for known in outcomes().values()})
OLD, NEW = edition("2019"), edition("2021")
YEARS = st.integers(2019, 2025)


@st.composite
def cases(draw):
    """Applications of some years, most of them fit, with a few that fit nowhere."""
    facts = []
    for number in range(draw(st.integers(0, 30))):
        received = date(2019, 1, 1) + timedelta(days=draw(st.integers(0, 365 * 6)))
        after = draw(st.none() | st.integers(-3, 500))
        closed = None if after is None else received + timedelta(days=after)
        column = draw(st.sampled_from([*COLUMNS, "martian"]))
        row = draw(st.sampled_from([*ROWS, "lost", None]))
        facts.append(CaseFact(str(number), column, received, row, closed))
    return facts


def value(tally, row, column="total"):
    return tally.value(f"requests/{row}/{column}")


def unplaced(tally):
    return sum("没有对应的行" in leftover.why for leftover in tally.leftovers)


@given(cases(), YEARS)
def test_every_fact_is_counted_or_listed_or_of_another_year(facts, year):
    found = tally_requests(facts, year, edition_for(year))
    counted = value(found, "received") + value(found, "carried_in")
    whole = len(found.leftovers) - unplaced(found)
    assert counted + whole + len(found.outside) == len(facts)


@given(cases(), YEARS)
def test_received_and_carried_in_equal_closed_and_carried_out(facts, year):
    found = tally_requests(facts, year, edition_for(year))
    left = value(found, "received") + value(found, "carried_in")
    assert left == value(found, "closed") + value(found, "carried_out") + unplaced(found)


@given(cases(), YEARS)
def test_what_is_carried_out_is_carried_in_next_year_in_every_column(facts, year):
    this, following = (tally_requests(facts, y, edition_for(y)) for y in (year, year + 1))
    assert [value(this, "carried_out", c) for c in COLUMNS] == [value(following, "carried_in", c) for c in COLUMNS]


@given(cases(), YEARS)
def test_totals_are_the_sums_the_form_prints_in_either_edition(facts, year):
    for known in (OLD, NEW):
        found = tally_requests(facts, year, known)
        cells = [cell for cell in known.cells[: known.statutory] if cell.table == "requests"]
        assert set(found.figures) == {cell.ref for cell in cells}
        ends = {"received", "carried_in", "carried_out", "closed"}
        parts = {cell.row.id for cell in cells} - ends
        for column in [*COLUMNS, "total"]:
            assert value(found, "closed", column) == sum(value(found, row, column) for row in parts)
        for row in parts | ends:
            assert value(found, row) == sum(value(found, row, column) for column in COLUMNS)


@given(cases(), YEARS)
def test_every_figure_is_the_number_of_its_sources(facts, year):
    found = tally_requests(facts, year, NEW)
    assert all(figure.value == len(set(figure.sources)) == len(figure.sources) for figure in found.figures.values())


@given(cases(), YEARS, st.randoms())
def test_the_order_of_facts_does_not_matter(facts, year, chance):
    shuffled = facts[:]
    chance.shuffle(shuffled)
    one, other = tally_requests(facts, year, NEW), tally_requests(shuffled, year, NEW)
    assert {ref: f.value for ref, f in one.figures.items()} == {ref: f.value for ref, f in other.figures.items()}


def closed(ref, row, column="natural_person"):
    return CaseFact(ref, column, date(2025, 3, 1), row, date(2025, 3, 20))


def test_a_partly_granted_case_counts_in_that_row_only():
    found = tally_requests([closed("1", "partly_granted")], 2025, NEW)
    counted = {ref.split("/")[1] for ref, figure in found.figures.items() if figure.value}
    assert counted == {"received", "partly_granted", "closed"}


def test_other_endings_are_three_rows_or_one_as_the_edition_has():
    facts = [closed("1", "otherwise_closed.uncorrected"), closed("2", "otherwise_closed.other")]
    new, old = (tally_requests(facts, 2025, known) for known in (NEW, OLD))
    assert value(new, "otherwise_closed.uncorrected") == value(new, "otherwise_closed.other") == 1
    assert value(old, "otherwise_closed") == value(old, "closed") == 2


def test_facts_that_fit_no_cell_are_listed_with_the_reason():
    facts = [
        closed("1", "granted", "martian"),
        closed("2", "lost"),
        closed("3", None),
        CaseFact("4", "business", date(2025, 3, 1), "granted", date(2025, 2, 1)),
        closed("5", "granted"),
        closed("5", "granted"),
    ]
    found = tally_requests(facts, 2025, NEW)
    assert [leftover.ref for leftover in found.leftovers] == ["1", "2", "3", "4", "5"]
    assert value(found, "closed") == 1


@pytest.mark.parametrize(
    ("filed", "finished", "result", "cell"),
    [
        ("2025-02-01", "2025-05-01", "upheld", "upheld"),
        ("2024-12-01", "2025-05-01", "corrected", "corrected"),
        ("2025-12-01", None, None, "pending"),
        ("2025-12-01", "2026-01-05", "upheld", "pending"),
        ("2024-12-01", None, None, "pending"),
    ],
)
def test_an_appeal_counts_by_result_or_as_pending(filed, finished, result, cell):
    fact = AppealFact(
        "1", "reconsideration", date.fromisoformat(filed), result, date.fromisoformat(finished) if finished else None
    )
    found = tally_remedies([fact], 2025, NEW)
    counted = {ref for ref, figure in found.figures.items() if figure.value}
    assert counted == {f"remedies/reconsideration/{cell}", "remedies/reconsideration/total"}


def test_appeals_that_fit_nowhere_are_listed_and_those_of_other_years_set_aside():
    day = date(2025, 2, 1)
    facts = [
        AppealFact("1", "complaint", day),
        AppealFact("2", "reconsideration", day, "won", date(2025, 3, 1)),
        AppealFact("3", "reconsideration", day, "upheld", date(2025, 1, 1)),
        AppealFact("4", "litigation_direct", date(2023, 1, 1), "upheld", date(2024, 6, 1)),
        AppealFact("5", "litigation_direct", date(2026, 1, 1)),
    ]
    found = tally_remedies(facts, 2025, NEW)
    assert [leftover.ref for leftover in found.leftovers] == ["1", "2", "3"]
    assert found.outside == ("4", "5")
    assert not any(figure.value for figure in found.figures.values())


DOCUMENTS = [
    DocumentFact("a", "rules", date(2020, 5, 1), disclosed_on=date(2020, 6, 1)),
    DocumentFact("b", "rules", date(2021, 5, 1), disclosed_on=date(2021, 6, 1)),
    DocumentFact("c", "rules", date(2019, 5, 1), date(2019, 6, 1), repealed_on=date(2021, 3, 1)),
]


def test_documents_fill_the_new_columns():
    found = tally_disclosure(DOCUMENTS, 2021, NEW)
    assert {ref: f.value for ref, f in found.figures.items()} == {
        "disclosure/rules/issued": 1,
        "disclosure/rules/repealed": 1,
        "disclosure/rules/in_force": 2,
    }


def test_documents_fill_the_old_columns():
    found = tally_disclosure(DOCUMENTS, 2020, OLD)
    assert {ref: f.value for ref, f in found.figures.items()} == {
        "disclosure/rules/made": 1,
        "disclosure/rules/disclosed": 1,
        "disclosure/rules/public_total": 2,
    }


def test_a_record_without_facts_is_blank_and_a_complete_one_is_zero():
    assert not tally_disclosure([], 2025, NEW).figures
    found = tally_disclosure([], 2025, NEW, whole=[DecisionFact])
    assert {ref: f.value for ref, f in found.figures.items()} == {
        "disclosure/licensing/decisions": 0,
        "disclosure/penalties/decisions": 0,
        "disclosure/compulsion/decisions": 0,
    }


def test_charges_are_reported_in_ten_thousand_yuan_exactly():
    charges = [
        ChargeFact("1", date(2025, 1, 1), Decimal("1234.50")),
        ChargeFact("2", date(2025, 2, 1), Decimal("0.10")),
    ]
    found = tally_disclosure([*charges, ChargeFact("3", date(2024, 1, 1), Decimal(5))], 2025, NEW)
    assert found.value("disclosure/fees/amount") == Decimal("0.12346")
    assert found.outside == ("3",)


def test_the_old_edition_counts_items_changes_and_purchases():
    facts = [
        ItemFact("1", "licensing", date(2018, 1, 1)),
        ItemFact("2", "licensing", date(2020, 1, 1)),
        ItemFact("3", "licensing", date(2018, 1, 1), date(2020, 3, 1)),
        ItemFact("4", "licensing", date(2018, 1, 1), date(2020, 3, 1)),
        PurchaseFact("5", date(2020, 3, 1), Decimal(251000)),
    ]
    found = tally_disclosure(facts, 2020, OLD)
    assert found.value("disclosure/licensing/items_last_year") == 3
    assert found.value("disclosure/licensing/items_change") == -1
    assert found.value("disclosure/procurement/items") == 1
    assert found.value("disclosure/procurement/amount") == "251000元"


def test_a_months_total_counts_as_many_and_is_one_source():
    facts = [DecisionFact("jan", "licensing", date(2025, 1, 1), 30), DecisionFact("one", "licensing", date(2025, 2, 3))]
    figure = tally_disclosure(facts, 2025, NEW).figures["disclosure/licensing/decisions"]
    assert (figure.value, figure.sources) == (31, ("jan", "one"))


def test_facts_for_which_the_edition_has_no_cell_are_listed():
    facts = [PurchaseFact("1", date(2025, 3, 1), Decimal(1)), DecisionFact("2", "gifts", date(2025, 3, 1))]
    assert [leftover.ref for leftover in tally_disclosure(facts, 2025, NEW).leftovers] == ["1", "2"]


def events(*rows):
    return [Event(f"{n}", kind, date.fromisoformat(day), by, fields) for n, (kind, day, by, fields) in enumerate(rows)]


OFFICE = "disclosure_office"
OPENED = [
    ("received", "2025-12-22", OFFICE, {"channel": "in_person"}),
    ("registered", "2025-12-22", OFFICE, {}),
]


def test_a_case_is_closed_on_the_day_of_service():
    served = [
        ("decided", "2025-12-31", OFFICE, {"outcome": "unavailable.not_existing"}),
        ("served", "2026-01-05", OFFICE, {"method": "post"}),
    ]
    fact = case_fact("1", "business", fold(events(*OPENED, *served)))
    assert (fact.outcome, fact.closed_on) == ("unavailable.not_held", date(2026, 1, 5))
    assert value(tally_requests([fact], 2025, NEW), "carried_out", "business") == 1


def test_a_decided_case_that_was_not_served_is_still_open():
    decided = ("decided", "2025-12-30", OFFICE, {"outcome": "granted"})
    fact = case_fact("1", "business", fold(events(*OPENED, decided)))
    assert (fact.outcome, fact.closed_on) == (None, None)


def test_a_split_case_is_not_counted_beside_its_parts():
    split = ("split", "2025-12-23", OFFICE, {"parts": ("1-1", "1-2")})
    assert case_fact("1", "business", fold(events(*OPENED, split))) is None
    assert case_fact("1", "business", CaseState()) is None
