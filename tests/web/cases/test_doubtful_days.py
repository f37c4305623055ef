"""Days and numbers that a hand may have slipped on: refused where they cannot be, else confirmed by a person."""

from __future__ import annotations

from datetime import date

import pytest
from cases_world import NOW, NUMBER, application, at_counter, file, key, officer
from web_world import World

from gongkai.errors import InputError
from gongkai.web.cases.actions import keep_record, register
from gongkai.web.cases.actions.file_application import Arrival, Filed, register_paper
from gongkai.web.cases.people import Person

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def on_paper(world: World, day: date = TODAY, sure: tuple[str, ...] = (), **changed: object) -> Filed:
    stated, arrival = application(**changed), Arrival("counter", day)
    return register_paper(officer(world), world.organs["street"], stated, key=key(), arrival=arrival, sure=sure)


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("sure_on", {"day": date(2019, 1, 1)}),
        ("sure_document_number", {"person": Person(name="李四", document_number="123", phone="13800138000")}),
        ("sure_address", {"route": "post", "person": Person(name="李四", document_number=NUMBER)}),
    ],
)
def test_what_is_odd_on_a_paper_is_entered_only_when_confirmed(world: World, name: str, changed: dict) -> None:
    with pytest.raises(InputError) as error:
        on_paper(world, **changed)
    assert error.value.field == name
    assert on_paper(world, sure=(name,), **changed).is_new


def test_a_paper_of_two_weeks_ago_is_entered_without_a_question(world: World) -> None:
    assert on_paper(world, date(2026, 9, 7)).case.number == "〔2026〕第0001号"


def correct(world: World, case: object, kind: str, day: date, **said: object) -> None:
    event = case.events.get(kind=kind)  # type: ignore[attr-defined]
    keep_record.correct_date(officer(world), event, version=event.case.version, new_on=day, reason="抄错", **said)


def test_the_receipt_of_an_online_application_was_fixed_by_the_system_and_stays(world: World) -> None:
    case = file(world).case
    register.register_case(officer(world), case, version=case.version)
    with pytest.raises(InputError, match="不能更正"):
        correct(world, case, "received", date(2026, 9, 18))


def test_a_receipt_is_not_moved_into_a_year_before_that_of_its_number(world: World) -> None:
    with pytest.raises(InputError, match="早于2026年"):
        correct(world, at_counter(world), "received", date(2019, 1, 1), sure_new_on=True)


def test_a_day_moved_far_is_moved_only_when_confirmed(world: World) -> None:
    case = at_counter(world)
    with pytest.raises(InputError) as error:
        correct(world, case, "received", date(2026, 6, 1))
    assert error.value.field == "sure_new_on"
    correct(world, case, "received", date(2026, 6, 1), sure_new_on=True)
    case.refresh_from_db()
    assert case.received_on == date(2026, 6, 1)


def test_correcting_the_receipt_of_an_ordinary_letter_moves_the_day_of_its_confirmation(world: World) -> None:
    """oir#31: of what must be confirmed the period starts with the confirmation."""
    arrival = Arrival("ordinary_post", date(2026, 9, 14), date(2026, 9, 18))
    filed = register_paper(officer(world), world.organs["street"], application(), key=key(), arrival=arrival)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    correct(world, filed.case, "received", date(2026, 9, 16))
    filed.case.refresh_from_db()
    assert (filed.case.received_on, filed.case.arrived_on) == (date(2026, 9, 16), date(2026, 9, 14))


def test_a_case_entered_late_is_registered_on_the_day_it_really_was(world: World) -> None:
    case = on_paper(world, date(2026, 9, 7)).case
    with pytest.raises(InputError, match="早于收到"):
        register.register_case(officer(world), case, version=case.version, on=date(2026, 9, 4))
    register.register_case(officer(world), case, version=case.version, on=date(2026, 9, 8))
    assert case.events.get(kind="registered").on == date(2026, 9, 8)
