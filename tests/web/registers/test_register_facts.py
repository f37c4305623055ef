"""What the registers hold is what table 二 counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from web_world import NOW, World

from gongkai.form import edition_for
from gongkai.tally import tally_disclosure
from gongkai.web.registers.facts import complete_kinds, register_facts
from gongkai.web.registers.models import Charge, Closing, Decision, Document, ListedItem, Purchase


def counted(world: World, year: int) -> dict[str, object]:
    organ = world.organs["street"]
    whole = complete_kinds(organ, year)
    tally = tally_disclosure(register_facts(organ, year), year, edition_for(year), whole=whole)
    assert not tally.leftovers
    return {ref.removeprefix("disclosure/"): figure.value for ref, figure in tally.figures.items()}


def document(world: World, issued: str, **fields: object) -> Document:
    number = Document.objects.count()
    fields = {"organ": world.organs["street"], "kind": "normative_documents", "title": f"文件{number}"} | fields
    return Document.objects.create(issued_on=date.fromisoformat(issued), entered_at=NOW, **fields)


def test_a_document_is_in_force_until_it_is_repealed(world: World) -> None:
    document(world, "2019-03-01")
    document(world, "2023-03-01", repealed_on=date(2024, 5, 1))
    figures = counted(world, 2023), counted(world, 2024)
    row = "normative_documents/"
    assert [(f[row + "issued"], f[row + "repealed"], f[row + "in_force"]) for f in figures] == [(1, 0, 2), (0, 1, 1)]


def test_a_document_whose_validity_ends_with_the_year_leaves_on_new_years_day(world: World) -> None:
    """In force on 31 December, its last day; no longer on 1 January, and the chain of years holds."""
    document(world, "2019-03-01", valid_until=date(2023, 12, 31))
    assert counted(world, 2023)["normative_documents/in_force"] == 1
    assert counted(world, 2024) == {
        "normative_documents/issued": 0,
        "normative_documents/repealed": 1,
        "normative_documents/in_force": 0,
    }


def test_months_of_decisions_add_up_and_each_month_is_one_source(world: World) -> None:
    organ = world.organs["street"]
    for month, count in ((1, 30), (2, 0), (3, 12)):
        Decision.objects.create(organ=organ, kind="licensing", year=2025, month=month, count=count, entered_at=NOW)
    tally = tally_disclosure(register_facts(organ, 2025), 2025, edition_for(2025))
    figure = tally.figures["disclosure/licensing/decisions"]
    assert figure.value == 42
    assert len(figure.sources) == 2


def test_a_voided_entry_counts_nowhere(world: World) -> None:
    document(world, "2023-03-01", voided_at=NOW)
    assert counted(world, 2023) == {}


def test_charges_in_yuan_are_counted_in_ten_thousand_yuan(world: World) -> None:
    organ = world.organs["street"]
    for month in (1, 2):
        amount = Decimal("6172.50")
        Charge.objects.create(organ=organ, name="证照", year=2025, month=month, amount_yuan=amount, entered_at=NOW)
    assert counted(world, 2025) == {"fees/amount": Decimal("1.2345")}


def test_an_empty_book_is_blank_until_it_is_said_to_be_complete(world: World) -> None:
    assert counted(world, 2025) == {}
    Closing.objects.create(organ=world.organs["street"], book="decision", year=2025, closed_at=NOW)
    assert counted(world, 2025) == {
        "licensing/decisions": 0,
        "penalties/decisions": 0,
        "compulsion/decisions": 0,
    }


def test_the_form_of_2019_counts_items_and_purchases(world: World) -> None:
    common = {"organ": world.organs["street"], "entered_at": NOW}
    ListedItem.objects.create(kind="licensing", name="甲", listed_on=date(2018, 1, 1), **common)
    ListedItem.objects.create(kind="licensing", name="乙", listed_on=date(2020, 1, 1), **common)
    Purchase.objects.create(name="服务", bought_on=date(2020, 3, 1), count=3, amount_yuan=251000, **common)
    figures = counted(world, 2020)
    assert (figures["licensing/items_last_year"], figures["licensing/items_change"]) == (1, 1)
    assert (figures["procurement/items"], figures["procurement/amount"]) == (3, "251000.00元")


@pytest.mark.parametrize("year", [2023, 2024])
def test_facts_of_another_organ_are_not_counted(world: World, year: int) -> None:
    document(world, "2023-03-01", organ=world.organs["lane"])
    assert counted(world, year) == {}
