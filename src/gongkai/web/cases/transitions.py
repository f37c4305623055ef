"""Take a case one event further: what `procedure` allows, written down, with the columns that lists read.

No arithmetic of law here: `procedure.fold` judges the event and `clocks` gives the days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai import procedure
from gongkai.clocks import WorkingCalendar
from gongkai.procedure import CaseState
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.access import case_subject, case_target, holds_code
from gongkai.web.cases.models import Case, Event
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.rows import insert_row
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.calendars import organ_calendar
from gongkai.web.organs.versions import StaleVersion

_DAY = "$date"


def calendar_of(case: Case) -> WorkingCalendar:
    """Return the working days that count for a case."""
    return organ_calendar(case.organ)


def today_of(viewer: Viewer) -> date:
    """Return the viewer's day in Beijing."""
    return timezone.localdate(viewer.now)


def core_events(rows: Iterable[Event]) -> list[procedure.Event]:
    """Return stored events as the procedure knows them."""
    return [
        procedure.Event(f"e{row.sequence}", row.kind, row.on, row.by, {k: _opened(v) for k, v in row.fields.items()})
        for row in rows
    ]


def state_of(case: Case) -> CaseState:
    """Return what a case's events fold into."""
    return procedure.fold(core_events(case.events.order_by("sequence")), calendar=calendar_of(case))


@contextmanager
def changing(
    viewer: Viewer, case: Case, verb: str, *, version: int | None, extra: str = "", code: str = ""
) -> Iterator[Case]:
    """Open a transaction in which the viewer may change the case, and nobody else does.

    Args:
        viewer: who acts.
        case: the case as it was shown; it is read afresh.
        verb: the verb of the matrix.
        version: the version that was shown; None where no person chose from what was shown.
        extra: a further state for the policy, such as `assigning`.
        code: the query code, by which an applicant without an account acts.

    Raises:
        Refused: the viewer may not.
        StaleVersion: the case changed meanwhile.
    """
    shown = dict(case.__dict__)
    try:
        with transaction.atomic():
            lock_case(case, version)
            if not (code and holds_code(case, code)):
                require(viewer, verb, case_target(case, "request_case", *filter(None, [extra])), case.ref)
            yield case
    except BaseException:
        case.__dict__.update(shown)  # nothing of it was saved
        raise


def lock_case(case: Case, version: int | None = None) -> None:
    """Lock the row, read it afresh and move its version on, in the caller's transaction.

    Raises:
        StaleVersion: the case is no longer of the version that was shown.
    """
    rows = Case.objects.filter(pk=case.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1):
        raise StaleVersion(f"案件{case.number}")
    case.refresh_from_db()


def take_step(
    viewer: Viewer,
    case: Case,
    kind: str,
    *,
    by: str,
    on: date | None = None,
    fields: Mapping[str, FieldValue] | None = None,
) -> CaseState:
    """Write one event down, if it may follow, and bring the case's columns up to date.

    Raises:
        ProcedureError: the event may not follow; the message says why.
    """
    day = on or today_of(viewer)
    rows = list(case.events.order_by("sequence"))
    sequence = rows[-1].sequence + 1 if rows else 1
    event = procedure.Event(f"e{sequence}", kind, day, by, dict(fields or {}))
    state = procedure.fold([*core_events(rows), event], calendar=calendar_of(case), as_of=today_of(viewer))
    Event.objects.create(
        case=case,
        sequence=sequence,
        kind=kind,
        on=day,
        by=by,
        fields=core_fields(event.fields),
        person_id=viewer.account_id,
        recorded_at=viewer.now,
    )
    show_state(case, state)
    case.save(update_fields=STATE_COLUMNS)
    return state


def foresee_step(
    viewer: Viewer, case: Case, kind: str, *, by: str, fields: Mapping[str, FieldValue] | None = None
) -> CaseState:
    """Return the state after an event of today, without writing it down: to refuse what could not be granted later.

    Raises:
        ProcedureError: the event may not follow; the message says why.
    """
    day = today_of(viewer)
    events = core_events(case.events.order_by("sequence"))
    event = procedure.Event(f"e{len(events) + 1}", kind, day, by, dict(fields or {}))
    return procedure.fold([*events, event], calendar=calendar_of(case), as_of=day)


def open_case(
    viewer: Viewer, case: Case, kind: str, *, by: str, on: date, fields: Mapping[str, FieldValue]
) -> CaseState:
    """Insert a new case together with its first event: as `take_step`, in two statements.

    Raises:
        ProcedureError: a case cannot begin with it.
    """
    event = procedure.Event("e1", kind, on, by, dict(fields))
    state = procedure.fold([event], calendar=calendar_of(case), as_of=today_of(viewer))
    show_state(case, state)
    insert_row(case)
    stored = {"kind": kind, "on": on, "by": by, "fields": core_fields(event.fields)}
    insert_row(Event(case=case, sequence=1, person_id=viewer.account_id, recorded_at=viewer.now, **stored))
    return state


STATE_COLUMNS = (
    *("phase", "received_on", "due_on", "due_provisional", "outcome"),
    *("decided_on", "closed_on", "overdue_days", "archived_on"),
)


def show_state(case: Case, state: CaseState) -> None:
    """Put a state into the columns that lists read."""
    case.phase = state.phase
    case.received_on = state.received_on
    case.outcome = state.outcome or ""
    case.decided_on, case.closed_on, case.overdue_days = state.decided_on, state.closed_on, state.overdue_days
    if state.phase == "closed" and state.happened("closed"):
        case.archived_on = state.last("closed").on
    if state.received_on is not None:
        due = state.due(calendar_of(case))
        case.due_on, case.due_provisional = due.due_on, due.provisional


def add_author(viewer: Viewer, case: Case) -> None:
    """Remember that the viewer wrote a part of what others will have to approve."""
    case.authors.add(viewer.person_id)


def record(
    viewer: Viewer,
    case: Case,
    action: str,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the journal entry of an action on a case; last in its transaction."""
    record_entry(actor_of(viewer), f"cases.{action}", case_subject(case), reason=reason, before=before, after=after)


def core_fields(fields: Mapping[str, FieldValue]) -> dict[str, Any]:
    """Return an event's fields as JSON keeps them."""
    return {name: _stored(value) for name, value in fields.items()}


def _stored(value: FieldValue) -> Any:  # noqa: ANN401 - whatever JSON can say
    if isinstance(value, date) and not isinstance(value, datetime):
        return {_DAY: value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def _opened(value: Any) -> FieldValue:  # noqa: ANN401 - whatever JSON can say
    if isinstance(value, dict):
        return date.fromisoformat(value[_DAY])
    if isinstance(value, list):
        return tuple(value)
    known: FieldValue = value
    return known
