"""The dated numbers of law."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai import law
from gongkai.errors import LawError

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("answer_deadline", 20, "working_day"),
        ("answer_extension", 20, "working_day"),
        ("correction_notice", 7, "working_day"),
        ("third_party_opinion", 15, "working_day"),
        ("co_maker_opinion", 15, "working_day"),
        ("proactive_publication", 20, "working_day"),
        ("fee_payment", 20, "working_day"),
        ("reconsideration_application", 60, "calendar_day"),
        ("suit_after_reconsideration", 15, "calendar_day"),
        ("suit_direct", 6, "month"),
        ("suit_answer", 15, "calendar_day"),
        ("report_by_department", "01-31", "month_day"),
        ("report_by_government", "03-31", "month_day"),
        ("reconsider_first", True, "yes_no"),
    ],
)
def test_the_number_in_force_today(name, value, unit):
    assert law.value(name, on=TODAY).value == value
    assert law.parameter(name).unit == unit


@pytest.mark.parametrize(
    ("day", "value"), [("2019-05-14", 15), ("2019-05-15", 20), ("2008-05-01", 15), ("2026-01-01", 20)]
)
def test_the_answer_deadline_changed_on_15_may_2019(day, value):
    assert law.value("answer_deadline", on=date.fromisoformat(day)).value == value


@pytest.mark.parametrize(("year", "edition"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")])
def test_the_edition_that_governs_a_reporting_year(year, edition):
    assert law.value("report_edition", on=date(year, 1, 1)).value == edition


@pytest.mark.parametrize(("day", "first"), [("2023-12-31", False), ("2024-01-01", True)])
def test_reconsideration_comes_first_since_2024(day, first):
    assert law.value("reconsider_first", on=date.fromisoformat(day)).value is first


def test_a_day_before_the_first_value_has_no_answer():
    with pytest.raises(LawError) as refusal:
        law.value("correction_notice", on=date(2019, 5, 14))
    assert refusal.value.field == "correction_notice"


def test_every_value_cites_law_in_force_that_day():
    values = [(p.name, v) for p in law.parameters().values() for v in p.values]
    for name, value in values:
        source = law.instrument(value.basis.partition("#")[0])
        assert source.in_force(value.first_day), name
        assert law.cite(value.basis).zh


def test_nothing_unconfirmed_passes_for_confirmed():
    """A number is only as well known as the text it cites."""
    for parameter in law.parameters().values():
        for value in parameter.values:
            assert not value.confirmed or law.cite(value.basis).confirmed, parameter.name


@pytest.mark.parametrize(
    ("day", "known"), [("2025-05-31", "ogi_provisions_2011"), ("2025-06-01", "ogi_interpretation")]
)
def test_the_interpretation_changed_on_1_june_2025(day, known):
    on = date.fromisoformat(day)
    others = {"ogi_provisions_2011", "ogi_interpretation"} - {known}
    assert law.instrument(known).in_force(on)
    assert not any(law.instrument(other).in_force(on) for other in others)
