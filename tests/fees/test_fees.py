"""The information-processing fee, by item and by page (国办函〔2020〕109号)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai import law
from gongkai.errors import AmountError, LawError
from gongkai.fees import Charged, fee_by_items, fee_by_pages, fees_by_month

ON = date(2026, 3, 2)
counts = st.integers(0, 3000)
EXAMPLES = tomllib.loads((Path(__file__).parent / "fee_examples.toml").read_text(encoding="utf-8"))["example"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["name"])
def test_fee_example_comes_out_as_signed(example):
    if "items" in example:
        fee = fee_by_items(example["items"], on=ON, before=example.get("before", 0))
    else:
        fee = fee_by_pages(example["pages"], on=ON)
    assert fee.amount_yuan == example["yuan"]


@given(counts)
def test_steps_add_up_to_the_amount_and_to_every_unit(count):
    for fee in (fee_by_items(count, on=ON), fee_by_pages(count, on=ON)):
        assert sum(step.sum for step in fee.steps) == fee.amount_yuan
        assert fee.free + sum(step.last - step.first + 1 for step in fee.steps) == count


@given(counts, counts)
def test_two_batches_of_a_month_cost_what_one_would(first, second):
    together = fee_by_items(first + second, on=ON).amount_yuan
    apart = fee_by_items(first, on=ON).amount_yuan + fee_by_items(second, on=ON, before=first).amount_yuan
    assert together == apart


@given(st.integers(1, 3000))
def test_every_item_is_priced_as_the_rule_of_tens_says(nth):
    """Article 4: 100 for the 11th to 30th; from the 31st a new tier with every ten, each 100 more."""
    price = fee_by_items(1, on=ON, before=nth - 1).amount_yuan
    assert price == (0 if nth <= 10 else 100 if nth <= 30 else 100 * (2 + (nth - 31) // 10))


@given(st.integers(1, 3000))
def test_one_more_page_never_costs_less_than_the_page_before(nth):
    def price(page):
        return fee_by_pages(page, on=ON).amount_yuan - fee_by_pages(page - 1, on=ON).amount_yuan

    assert price(nth + 1) >= price(nth)


def test_months_applicants_and_organs_are_counted_apart():
    def charged(ref, applicant, organ, day, items):
        return Charged(ref, applicant, organ, date.fromisoformat(day), items)

    found = fees_by_month(
        [
            charged("1", "甲", "局", "2026-03-01", 10),
            charged("2", "甲", "局", "2026-03-31", 5),
            charged("3", "甲", "局", "2026-04-01", 10),
            charged("4", "乙", "局", "2026-03-05", 11),
            charged("5", "甲", "厅", "2026-03-05", 10),
        ]
    )
    assert {key: fee.amount_yuan for key, fee in found.items()} == {
        ("甲", "局", 2026, 3): 500,
        ("甲", "局", 2026, 4): 0,
        ("乙", "局", 2026, 3): 100,
        ("甲", "厅", 2026, 3): 0,
    }


@pytest.mark.parametrize("bad", [-1, 1_000_001, True, 2.5, "3"])
@pytest.mark.parametrize(("charge", "field"), [(fee_by_items, "items"), (fee_by_pages, "pages")])
def test_a_count_that_cannot_be_is_refused_by_field(bad, charge, field):
    with pytest.raises(AmountError) as refusal:
        charge(bad, on=ON)
    assert refusal.value.field == field


def test_before_the_measures_no_fee_may_be_computed():
    with pytest.raises(LawError) as refusal:
        fee_by_items(35, on=date(2020, 12, 31))
    assert refusal.value.field == "on"


def test_the_schedules_say_that_they_are_not_confirmed():
    for fee in (fee_by_items(35, on=ON), fee_by_pages(35, on=ON)):
        assert not fee.confirmed
        assert fee.note


def test_every_step_cites_an_article_that_exists():
    steps = (*fee_by_items(99, on=ON).steps, *fee_by_pages(999, on=ON).steps)
    assert all(law.cite(step.basis).lines for step in steps)
