"""A case with all that has happened in it so far, as a value: what an import reads and the demo world invents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from gongkai import procedure
from gongkai.clocks import WorkingCalendar
from gongkai.web.cases.access import code_digest, query_code
from gongkai.web.cases.intake import Application
from gongkai.web.cases.models import Case, Event, Identity, NumberSeries
from gongkai.web.cases.transitions import core_fields, show_state
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.calendars import organ_calendar
from gongkai.web.organs.models import Account, Organ, new_ref


@dataclass(frozen=True)
class PastCase:
    """An application and its events, as somebody wrote them down."""

    application: Application
    medium: str
    arrived_on: date
    events: Sequence[procedure.Event] = ()
    former_number: str = ""
    handler: Account | None = None
    key: str = field(default_factory=new_ref)


def judge_past(past: PastCase, today: date, calendar: WorkingCalendar) -> procedure.CaseState:
    """Fold the events of a past case.

    Raises:
        ProcedureError: the events cannot have followed each other.
    """
    return procedure.fold(past.events, calendar=calendar, as_of=today)


def enter_past(viewer: Viewer, organ: Organ, cases: Iterable[PastCase]) -> list[Case]:
    """Enter past cases in bulk, numbered in the order of their arrival, in the caller's transaction.

    The caller has asked the policy and writes the journal entries.
    """
    today = timezone.localdate(viewer.now)
    ordered = sorted(cases, key=lambda past: past.arrived_on)
    calendar = organ_calendar(organ)
    folded = [(past, judge_past(past, today, calendar)) for past in ordered]
    rows = [_row(organ, past, state) for past, state in folded]
    _number(organ, rows)
    Case.objects.bulk_create(rows, batch_size=200)
    Event.objects.bulk_create(
        (event for row, (past, _) in zip(rows, folded, strict=True) for event in _events(viewer, row, past)),
        batch_size=500,
    )
    Identity.objects.bulk_create(
        (_identity(row, past) for row, (past, _) in zip(rows, folded, strict=True)), batch_size=200
    )
    return rows


def _row(organ: Organ, past: PastCase, state: procedure.CaseState) -> Case:
    stated = past.application
    row = Case(
        organ=organ,
        year=past.arrived_on.year,
        former_number=past.former_number,
        submission_key=past.key,
        submission_digest=stated.digest(),
        code_digest=code_digest(query_code(past.key)),
        applicant_kind=stated.applicant_kind,
        applicant_shown=stated.person.shown().get("name", ""),
        medium=past.medium,
        description=stated.description,
        form=stated.form,
        route=stated.route,
        suggests_publishing=stated.suggests_publishing,
        arrived_at=timezone.make_aware(datetime.combine(past.arrived_on, time(9))),
        arrived_on=past.arrived_on,
        handler=past.handler,
    )
    show_state(row, state)
    return row


def _number(organ: Organ, rows: Iterable[Case]) -> None:
    """Number rows after the last of their year; the series stay locked until the transaction ends."""
    last: dict[int, NumberSeries] = {}
    for row in rows:
        if row.year not in last:
            NumberSeries.objects.bulk_create([NumberSeries(organ=organ, year=row.year)], ignore_conflicts=True)
            last[row.year] = NumberSeries.objects.select_for_update().get(organ=organ, year=row.year)
        last[row.year].last += 1
        row.serial = last[row.year].last
    NumberSeries.objects.bulk_update(last.values(), ["last"])


def _events(viewer: Viewer, row: Case, past: PastCase) -> Iterable[Event]:
    for number, event in enumerate(past.events, 1):
        yield Event(
            case=row,
            sequence=number,
            kind=event.kind,
            on=event.on,
            by=event.by,
            fields=core_fields(event.fields),
            person_id=viewer.account_id,
            recorded_at=viewer.now,
        )


def _identity(row: Case, past: PastCase) -> Identity:
    person = past.application.person
    return Identity(
        case=row,
        sealed=person.sealed(),
        shown=person.shown(),
        name_print=person.name_print(),
        number_print=person.number_print(),
    )
