"""One case: by reference or query code, its clock, its history, its like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai import procedure
from gongkai.clocks import Deadline
from gongkai.clocks import deadline as legal_deadline
from gongkai.procedure import CaseState, EventKind
from gongkai.web.cases.access import (
    KIND,
    case_target,
    count_failure,
    holds_code,
    refuse_guessing,
)
from gongkai.web.cases.choices import Opinion
from gongkai.web.cases.models import Case, Consultation, Event
from gongkai.web.cases.queries.lists import visible_cases
from gongkai.web.cases.transitions import calendar_of, state_of, today_of
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import entries_about
from gongkai.web.organs.access import Refused, Viewer, may, require
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import people_with

_SHOWN = ("organ", "handler", "identity")


def case_of(viewer: Viewer, ref: str, verb: str = "read") -> Case:
    """Return one case.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    case = Case.objects.filter(ref=ref).select_related(*_SHOWN, "organ__parent").first()
    if case is None:
        raise Refused(verb, KIND, ref)
    if verb == "read" and may(viewer, "read_masked", case_target(case)):
        return case
    require(viewer, verb, case_target(case), ref)
    return case


def case_by_code(viewer: Viewer, organ: Organ, year: int, serial: int, code: str, *, who: str) -> Case:
    """Return a case to somebody without an account who knows its number and query code.

    Args:
        viewer: the public; carries the instant.
        organ: to whom the application went.
        year: of the number.
        serial: of the number.
        code: the query code of the receipt.
        who: the address that asks, for slowing down guesses.

    Raises:
        Refused: number and code do not fit; the same answer and time whether the number exists or not.
        TooManyTries: the address gave too many wrong codes.
    """
    refuse_guessing(who, viewer)
    case = Case.objects.filter(organ=organ, year=year, serial=serial).select_related("organ").first()
    if not holds_code(case, code) or case is None:
        count_failure(who, viewer)
        raise Refused("read", KIND, "")
    return case


def own_case(viewer: Viewer, ref: str) -> Case:
    """Return an application of the signed-in applicant.

    Raises:
        Refused: there is none of theirs with this reference.
    """
    case = Case.objects.filter(ref=ref).select_related("organ").first()
    if case is None or viewer.account_id is None or case.owner_id != viewer.account_id:
        raise Refused("read", KIND, ref)
    return case


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a case stands in time: the deadline with its steps and reasons, and what may follow now.

    Attributes:
        may_ask_correction: the seven working days of Article 30 are not over.
    """

    state: CaseState
    deadline: Deadline | None
    working_days_left: int | None
    may_follow: tuple[EventKind, ...]
    may_ask_correction: bool = False


def clock_of(viewer: Viewer, case: Case) -> Clock:
    """Return the clock of a case that the viewer obtained from a query here."""
    state = state_of(case)
    if state.received_on is None:
        return Clock(state, None, None, procedure.may_follow(state))
    calendar = calendar_of(case)
    deadline = state.due(calendar)
    today = today_of(viewer)
    if today <= deadline.due_on:
        left = calendar.working_days_between(today, deadline.due_on)
    else:
        left = -calendar.working_days_between(deadline.due_on, today)
    asking = legal_deadline("correction_notice", state.run_started_on or state.received_on, calendar=calendar)
    return Clock(state, deadline, left, procedure.may_follow(state), today <= asking.due_on)


def events_of(viewer: Viewer, case: Case) -> QuerySet[Event]:
    """Return the events of a case that the viewer obtained from a query here."""
    return case.events.select_related("person").order_by("sequence")


def history_of(viewer: Viewer, case: Case) -> QuerySet[Entry]:
    """Return the journal of a case, to staff who may read it.

    Raises:
        Refused: the viewer may not read the case.
    """
    require(viewer, "read", case_target(case), case.ref)
    return entries_about(KIND, case.ref).order_by("sequence")


def untold(case: Case) -> QuerySet[Consultation]:
    """Return the third parties that objected, wholly or in part, and have not been told what is disclosed and why."""
    objecting = case.consultations.filter(kind="third_party", opinion__in=[Opinion.OBJECTS, Opinion.PARTLY])
    return objecting.exclude(letters__kind="third_party_notice")


def masked_identity(viewer: Viewer, case: Case) -> Mapping[str, str]:
    """Return the masked values of the applicant to who may see these, else nothing; `actions.identity` unmasks."""
    target = case_target(case, "identity")
    if not (may(viewer, "read_masked", target) or may(viewer, "read", target)):
        return {}
    shown: Mapping[str, str] = case.identity.shown
    return shown


def same_applicant(viewer: Viewer, case: Case) -> QuerySet[Case]:
    """Return the viewer's other visible cases of the same applicant, by keyed hash of the proof of identity."""
    number = case.identity.number_print
    if not number:
        return Case.objects.none()
    return visible_cases(viewer).filter(identity__number_print=number).exclude(pk=case.pk)


def similar_cases(viewer: Viewer, case: Case, most: int = 5) -> list[Case]:
    """Return earlier answered cases of the organ whose description shares most pairs of characters with this one."""
    pairs = _pairs(case.description)
    rows = visible_cases(viewer).filter(organ=case.organ, decided_on__isnull=False).exclude(pk=case.pk)[:500]
    scored = [(len(pairs & _pairs(row.description)) / (len(pairs | _pairs(row.description)) or 1), row) for row in rows]
    scored.sort(key=lambda pair: -pair[0])
    return [row for score, row in scored[:most] if score > 0.1]


def officers_for(viewer: Viewer, case: Case) -> QuerySet[Account]:
    """Return the officers to whom the case could be given: not who has it."""
    officers = people_with(case.organ, ("officer",))
    return officers if case.handler_id is None else officers.exclude(pk=case.handler_id)


def _pairs(text: str) -> set[str]:
    plain = "".join(text.split())
    return {plain[start : start + 2] for start in range(len(plain) - 1)}
