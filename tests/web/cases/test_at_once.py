"""Many at once: numbers are unique and without gaps, and one form is one case. The full size runs in `make faults`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from cases_world import application, file, key
from django.db import connection, transaction
from web_world import NOW, World, make_world

from gongkai.web.cases.actions import file_application
from gongkai.web.cases.models import Case, Event, Identity
from gongkai.web.cases.numbering import next_serial
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import public_viewer


@pytest.mark.django_db(transaction=True)
def test_numbers_given_at_once_are_all_different_and_leave_no_gap() -> None:
    world = make_world()

    def one(_: int) -> int:
        try:
            return int(file(world).case.serial)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(20))) == list(range(1, 21))


@pytest.mark.django_db(transaction=True)
def test_fifty_identical_submissions_make_one_case_with_one_answer() -> None:
    """F09."""
    world, form, once = make_world(), key(), application()

    def one(_: int) -> tuple[int, str]:
        try:
            viewer, organ = public_viewer(NOW), world.organs["street"]
            filed = file_application.file_application(viewer, organ, once, key=form)
            return filed.case.pk, filed.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(one, range(50)))) == 1
    assert (Case.objects.count(), Identity.objects.count()) == (1, 1)
    assert Entry.objects.filter(action="cases.file_application").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_goes_back_with_the_transaction_that_fails() -> None:
    world = make_world()
    street = world.organs["street"].pk
    with transaction.atomic():
        assert next_serial(street, 2026) == 1
        transaction.set_rollback(True)
    assert file(world).case.serial == 1
    assert Event.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("instant", "number"),
    [
        (datetime(2026, 12, 31, 15, 30, tzinfo=UTC), "〔2026〕第0001号"),
        (datetime(2026, 12, 31, 16, 30, tzinfo=UTC), "〔2027〕第0001号"),
    ],
)
def test_day_and_year_are_those_of_beijing(world: World, instant: datetime, number: str) -> None:
    """F14: 23:30 and 00:30 in Beijing, whatever the server's zone."""
    filed = file(world, now=instant)
    assert filed.case.number == number
    assert filed.case.received_on == filed.case.arrived_on
