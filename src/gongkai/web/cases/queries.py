"""Reads of cases: each takes the viewer first and refuses as if there were nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from gongkai import procedure
from gongkai.clocks import Deadline
from gongkai.procedure import CaseState, EventKind
from gongkai.web.cases.access import (
    CLOSED_PHASES,
    KIND,
    case_columns,
    case_target,
    count_failure,
    holds_code,
    refuse_guessing,
)
from gongkai.web.cases.models import Attachment, Case, Event, Letter, Notification, Office, Reply
from gongkai.web.cases.transitions import calendar_of, state_of, today_of
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import entries_about
from gongkai.web.organs.access import Refused, Viewer, may, reach, require
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import people_with

SOON_WORKING_DAYS: Final = 3
_SHOWN = ("organ", "handler", "identity")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list is narrowed to; every field may be left out.

    Attributes:
        word: in the number, the description or the former number.
        phase: of `procedure.labels("phases")`, or `open`.
        urgency: `overdue`, `soon` or `closed_late`.
        mine: only cases that the viewer handles.
    """

    word: str = ""
    organ: str = ""
    phase: str = ""
    urgency: str = ""
    outcome: str = ""
    applicant_kind: str = ""
    year: int | None = None
    mine: bool = False


def visible_cases(viewer: Viewer, chosen: CaseFilter | None = None) -> QuerySet[Case]:
    """Return the cases that the viewer may list, newest first."""
    rows = Case.objects.filter(_listed(viewer)).select_related("organ", "handler")
    return _narrowed(viewer, rows, chosen or CaseFilter())


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


def own_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the applications of the signed-in applicant."""
    return Case.objects.filter(owner_id=viewer.person_id).select_related("organ")


@dataclass(frozen=True, slots=True)
class Clock:
    """Where a case stands in time: the deadline with its steps and reasons, and what may follow now."""

    state: CaseState
    deadline: Deadline | None
    working_days_left: int | None
    may_follow: tuple[EventKind, ...]


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
    return Clock(state, deadline, left, procedure.may_follow(state))


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


def masked_identity(viewer: Viewer, case: Case) -> Mapping[str, str]:
    """Return the masked values of the applicant, to who may see these; else nothing. `actions.read_identity` unmasks."""
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


@dataclass(frozen=True, slots=True)
class Tasks:
    """What waits for the viewer, the most urgent first in each list."""

    unconfirmed: list[Case]
    unregistered: list[Case]
    overdue: list[Case]
    soon: list[Case]
    others: list[Case]
    extensions: list[Case]
    unassigned: list[Case]


def tasks_of(viewer: Viewer, most: int = 50) -> Tasks:
    """Return the viewer's tasks: own open cases by urgency, what nobody has taken yet, extensions to decide."""
    today, soon = today_of(viewer), soon_after(viewer)
    own = Case.objects.filter(handler_id=viewer.person_id).exclude(phase__in=CLOSED_PHASES)
    own = own.select_related("organ", "handler").order_by("due_on", "pk")
    intake = Case.objects.filter(reach(viewer, "create", KIND, case_columns())).select_related("organ")
    extend = Case.objects.filter(reach(viewer, "extend", KIND, case_columns()), extension_requests__state="asked")
    assign = visible_cases(viewer).filter(handler=None, phase__in=["received", "processing"])
    if not may_assign(viewer):
        assign = assign.none()
    return Tasks(
        unconfirmed=list(intake.filter(phase="new").order_by("arrived_at")[:most]),
        unregistered=list(intake.filter(phase="received").order_by("due_on")[:most]),
        overdue=list(own.filter(due_on__lt=today)[:most]),
        soon=list(own.filter(due_on__gte=today, due_on__lte=soon)[:most]),
        others=list(own.filter(Q(due_on__gt=soon) | Q(due_on=None))[:most]),
        extensions=list(extend.select_related("organ").distinct().order_by("due_on")[:most]),
        unassigned=list(assign.order_by("due_on")[:most]),
    )


def may_assign(viewer: Viewer) -> bool:
    """Whether the viewer is a leader who gives out cases somewhere."""
    return any(holding.role in ("deputy_leader", "disclosure_head") for holding in viewer.holdings)


def soon_after(viewer: Viewer) -> date:
    """Return the last day that counts as due soon."""
    today = today_of(viewer)
    return calendar_of(Case()).nth_working_day(today, SOON_WORKING_DAYS)


def officers_for(viewer: Viewer, case: Case) -> QuerySet[Account]:
    """Return the officers to whom the case could be given."""
    return people_with(case.organ, ("officer",))


def reply_of(viewer: Viewer, case: Case) -> Reply | None:
    """Return the answer under way or last issued, of a case that the viewer may read."""
    require_reading(viewer, case)
    return case.replies.exclude(state="dropped").order_by("-pk").first()


def reply_by_review(viewer: Viewer, review_ref: str) -> Reply | None:
    """Return the reply that a review is about, to who may read the case or take part in its review."""
    reply = Reply.objects.filter(review_ref=review_ref).select_related("case__organ").first()
    if reply is not None:
        require_reading(viewer, reply.case)
    return reply


def letters_of(viewer: Viewer, case: Case) -> QuerySet[Letter]:
    """Return the letters of a case that the viewer may read."""
    require_reading(viewer, case)
    return case.letters.select_related("service", "issued_by")


def letters_to_applicant(viewer: Viewer, case: Case, code: str = "") -> QuerySet[Letter]:
    """Return the served letters to the applicant, by account or query code.

    Raises:
        Refused: the viewer is not the applicant.
    """
    require_applicant_reading(viewer, case, code)
    return case.letters.filter(addressee="applicant", service__isnull=False).select_related("service")


def letter_of(viewer: Viewer, ref: str) -> Letter:
    """Return one letter of a case that the viewer may read.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    letter = Letter.objects.filter(ref=ref).select_related("case__organ__parent", "case__identity").first()
    if letter is None:
        raise Refused("read", KIND, ref)
    require_reading(viewer, letter.case)
    return letter


def attachments_of(viewer: Viewer, case: Case) -> QuerySet[Attachment]:
    """Return the files of a case without their content; proofs of identity only to who may read the identity."""
    require_reading(viewer, case)
    rows = case.attachments.defer("content_sealed")
    return rows if may(viewer, "read", case_target(case, "identity")) else rows.exclude(kind="identity")


def office_of(organ: Organ) -> Office:
    """Return what an organ's disclosure office set up; an unsaved one where it has not."""
    return Office.objects.filter(organ=organ).first() or Office(organ=organ)


def notifications_of(viewer: Viewer) -> QuerySet[Notification]:
    """Return the viewer's own notifications, newest first."""
    return Notification.objects.filter(recipient_id=viewer.person_id).select_related("case")


def require_reading(viewer: Viewer, case: Case) -> None:
    """Refuse unless the viewer may read the case, masked or not.

    Raises:
        Refused: the viewer may not.
    """
    if not may(viewer, "read_masked", case_target(case)):
        require(viewer, "read", case_target(case), case.ref)


def require_applicant_reading(viewer: Viewer, case: Case, code: str) -> None:
    """Refuse unless the viewer is the applicant, by account or query code.

    Raises:
        Refused: the viewer is not.
    """
    owns = viewer.account_id is not None and viewer.account_id == case.owner_id
    if not owns and not holds_code(case, code):
        raise Refused("read", KIND, case.ref)


def _listed(viewer: Viewer) -> Q:
    return reach(viewer, "list", KIND, case_columns())


def _narrowed(viewer: Viewer, rows: QuerySet[Case], chosen: CaseFilter) -> QuerySet[Case]:
    today = today_of(viewer)
    conditions = {
        "overdue": Q(due_on__lt=today) & ~Q(phase__in=CLOSED_PHASES),
        "soon": Q(due_on__gte=today, due_on__lte=soon_after(viewer)) & ~Q(phase__in=CLOSED_PHASES),
        "closed_late": Q(overdue_days__gt=0),
    }
    rows = rows.filter(conditions.get(chosen.urgency, Q()))
    if chosen.word:
        word = chosen.word.strip()
        found = Q(description__icontains=word) | Q(former_number__icontains=word)
        digits = "".join(c for c in word if c.isdigit())
        rows = rows.filter(found | Q(serial=int(digits[-4:])) if 0 < len(digits) <= 8 else found)
    if chosen.phase == "open":
        rows = rows.exclude(phase__in=CLOSED_PHASES)
    exact = {
        "organ__ref": chosen.organ,
        "phase": chosen.phase if chosen.phase != "open" else "",
        "outcome": chosen.outcome,
        "applicant_kind": chosen.applicant_kind,
        "year": chosen.year,
        "handler_id": viewer.person_id if chosen.mine else None,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def _pairs(text: str) -> set[str]:
    plain = "".join(text.split())
    return {plain[start : start + 2] for start in range(len(plain) - 1)}
