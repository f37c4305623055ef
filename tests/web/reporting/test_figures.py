"""From facts to figures: every cell, its sources, what fits nowhere, and what last year carried over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.form import editions
from gongkai.report import build_report
from gongkai.tally import AppealFact, CaseFact, ChargeFact, DecisionFact, DocumentFact
from gongkai.web.reporting.figures import Carried, carried_out, count_figures
from gongkai.web.reporting.records import pack_facts, unpack_facts

FORM = list(editions().values())[-1]
YEAR = FORM.first_year + 1


def case(number: int, **changed: object) -> CaseFact:
    given = {"received_on": date(YEAR, 3, 1), "outcome": "granted", "closed_on": date(YEAR, 3, 9)} | changed
    return CaseFact(f"{YEAR}-{number:04d}", "natural_person", **given)  # type: ignore[arg-type]


def test_every_statutory_cell_has_a_figure():
    assert [*count_figures([], YEAR, FORM).cells] == [cell.ref for cell in FORM.cells[: FORM.statutory]]


def test_a_book_that_nobody_closed_leaves_its_rows_blank_and_not_zero():
    assert count_figures([], YEAR, FORM).cells["disclosure/licensing/decisions"].value is None
    assert count_figures([], YEAR, FORM, whole=(DecisionFact,)).cells["disclosure/licensing/decisions"].value == 0


def test_a_figure_names_exactly_its_records():
    figures = count_figures([case(1), case(2, closed_on=None, outcome=None)], YEAR, FORM)
    assert figures.cells["requests/granted/total"].sources == (f"case:{YEAR}-0001",)
    assert figures.cells["requests/received/natural_person"].sources == (f"case:{YEAR}-0001", f"case:{YEAR}-0002")


def test_a_fact_that_fits_no_cell_is_listed():
    figures = count_figures([case(1, outcome="unheard_of")], YEAR, FORM)
    assert [one.source for one in figures.unplaced] == [f"case:{YEAR}-0001"]


def test_the_carry_in_is_last_years_frozen_carry_out_and_a_difference_is_named():
    before = build_report(FORM, {"requests/carried_out/natural_person": 3}, year=YEAR - 1)
    figures = count_figures([], YEAR, FORM, carried_out(before, "last", FORM))
    cell = figures.cells["requests/carried_in/natural_person"]
    assert (cell.value, cell.sources) == (3, ("report:last",))
    assert ["结转3件" in one.why and "尚未办结的为0件" in one.why for one in figures.unplaced] == [True]


def test_a_carry_in_that_the_records_bear_out_names_no_difference():
    open_case = case(1, received_on=date(YEAR - 1, 12, 20))
    figures = count_figures([open_case], YEAR, FORM, Carried("last", {"requests/carried_in/natural_person": 1}))
    assert figures.cells["requests/carried_in/natural_person"].sources == ("report:last", f"case:{open_case.ref}")
    assert figures.unplaced == ()


@pytest.mark.parametrize("form", editions().values(), ids=str)
def test_the_carry_over_is_known_in_every_edition(form):
    values = {f"requests/carried_out/{c.column.id}": 2 for c in form.cells if c.row.id == "carried_out"}
    assert set(carried_out(build_report(form, values), "last", form).values.values()) == {2}


_DAYS = st.dates(date(YEAR - 1, 1, 1), date(YEAR + 1, 12, 31))
_ROWS = sorted({c.row.id for c in FORM.cells if c.table == "requests"} - {"received", "carried_in", "closed"})


@st.composite
def cases(draw):
    received = draw(_DAYS)
    closed = draw(st.none() | st.integers(0, 500).map(lambda days: received + timedelta(days=days)))
    outcome = draw(st.sampled_from(_ROWS)) if closed else None
    ref = f"{received.year}-{draw(st.integers(1, 9999)):04d}"
    return CaseFact(ref, draw(st.sampled_from(["natural_person", "business"])), received, outcome, closed)


@settings(max_examples=60, deadline=None)
@given(st.lists(cases(), max_size=30, unique_by=lambda fact: fact.ref))
def test_counted_again_from_the_kept_facts_every_cell_is_the_same(facts):
    again = unpack_facts(pack_facts(facts))
    assert again == facts
    figures = count_figures(again, YEAR, FORM)
    assert figures.cells == count_figures(facts, YEAR, FORM).cells
    cells = figures.cells
    flow = [cells[f"requests/{row}/total"].value for row in ("received", "carried_in", "closed", "carried_out")]
    unplaced = {one.source for one in figures.unplaced}
    assert flow[0] + flow[1] == flow[2] + flow[3] + len(unplaced)


def test_every_kind_of_fact_is_kept_with_all_its_fields():
    facts = [
        case(1),
        DocumentFact("document:a", "rules", date(YEAR, 1, 2), None, date(YEAR, 5, 6)),
        DecisionFact("decision:b", "penalties", date(YEAR, 4, 1), 712),
        ChargeFact("charge:c", date(YEAR, 4, 1), Decimal("130.50")),
        AppealFact("appeal:d", "reconsideration", date(YEAR, 2, 2), "upheld", date(YEAR, 4, 4)),
    ]
    assert unpack_facts(pack_facts(facts)) == facts
