from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from gongkai.errors import UnknownRef
from gongkai.form import Edition, edition, edition_for, editions
from gongkai.law import cite
from gongkai.terms import terms

FORMS = Path(__file__).parents[1] / "samples" / "form"


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_every_cell_has_the_ref_and_the_label_of_the_published_form(name: str) -> None:
    published = json.loads((FORMS / f"form-{name}.json").read_text("utf-8"))
    form = edition(name)
    assert published["instrument"].startswith(form.instrument)
    assert [(c.ref, c.label) for c in form.cells if not c.variant] == [
        (c["ref"], c["label"]) for c in published["cells"]
    ]
    assert {str(number): label for number, label in form.sections.items()} == published["sections"]


@pytest.mark.parametrize("name", ["2019", "2021"])
def test_every_relation_of_the_published_form_is_in_the_data(name: str) -> None:
    published = json.loads((FORMS / f"form-{name}.json").read_text("utf-8"))
    assert {relation.id for relation in edition(name).relations} == {item["id"] for item in published["relations"]}


def test_a_form_of_2021_has_200_cells_and_one_of_2019_has_198() -> None:
    assert [form.statutory for form in editions().values()] == [198, 200]


def test_the_balance_is_spelled_out_for_each_of_seven_columns() -> None:
    balance = [e for e in edition("2021").equations if e.relation.id == "balance"]
    assert len(balance) == 7
    cells = edition("2021").cells
    assert [cells[i].ref for i in balance[0].left] == [
        "requests/received/natural_person",
        "requests/carried_in/natural_person",
    ]
    assert [cells[i].ref for i in balance[0].right] == [
        "requests/closed/natural_person",
        "requests/carried_out/natural_person",
    ]


def test_a_merged_row_takes_the_place_of_its_parts_in_the_sum() -> None:
    form = edition("2021")
    sums = [e for e in form.equations if e.relation.id == "closed_sum"]
    assert sorted({len(e.right) for e in sums}) == [19, 21]
    merged = next(e for e in sums if len(e.right) == 19)
    assert "requests/otherwise_closed/natural_person" in [form.cells[i].ref for i in merged.right]


@pytest.mark.parametrize(("year", "name"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")])
def test_each_reporting_year_has_the_edition_that_governs_it(year: int, name: str) -> None:
    assert edition_for(year) is edition(name)


def test_a_year_before_the_first_form_is_refused_with_the_reason() -> None:
    with pytest.raises(UnknownRef, match="2018年度没有全国统一的年度报告格式"):
        edition_for(2018)


@pytest.mark.parametrize("form", editions().values(), ids=lambda form: form.id)
def test_every_identifier_of_the_form_is_in_the_glossary(form: Edition) -> None:
    ids = {part for c in form.cells for part in (c.table, *c.row.id.split("."), c.column.id)}
    ids |= {aspect.id for aspect in form.aspects}
    assert ids - set(terms()) == set()


@pytest.mark.parametrize("form", editions().values(), ids=lambda form: form.id)
def test_refs_are_unique_and_sums_do_not_turn_in_circles(form: Edition) -> None:
    assert len({cell.ref for cell in form.cells}) == len(form.cells)
    for equation in form.equations:
        assert set(equation.left).isdisjoint(equation.right)


def test_an_edition_crosses_processes_as_the_same_object() -> None:
    form = edition("2021")
    assert pickle.loads(pickle.dumps(form)) is form


def test_an_unknown_cell_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnknownRef, match="gongkai form 2021"):
        edition("2021").cell("requests/nothing/total")


@pytest.mark.parametrize("form", editions().values(), ids=lambda form: form.id)
def test_every_row_stands_on_an_article_that_the_law_has(form: Edition) -> None:
    for basis in {cell.row.basis for cell in form.cells}:
        assert basis == f"form:{form.id}" or cite(basis).lines


def test_every_term_of_the_glossary_stands_on_law_that_can_be_cited() -> None:
    assert all(cite(term.basis).zh for term in terms().values())
