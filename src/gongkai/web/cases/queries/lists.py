"""Lists of cases and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.web.cases.access import (
    CLOSED_PHASES,
    KIND,
    case_columns,
)
from gongkai.web.cases.models import Case, Notification, Office
from gongkai.web.cases.transitions import today_of
from gongkai.web.organs.access import Viewer, reach
from gongkai.web.organs.calendars import organ_calendar
from gongkai.web.organs.models import Organ, Post

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


def receiving_organs(rows: QuerySet[Organ]) -> QuerySet[Organ]:
    """Narrow organs that a query returned to those that take applications in here: an officer, or an office set up."""
    officers = Post.objects.filter(
        organ=OuterRef("pk"), role="officer", approved_at__isnull=False, ended_at=None, account__is_active=True
    )
    return rows.filter(Exists(officers) | Exists(Office.objects.filter(organ=OuterRef("pk"))))


def receives(organ: Organ) -> bool:
    """Whether an organ takes applications in here."""
    return receiving_organs(Organ.objects.filter(pk=organ.pk)).exists()


def visible_cases(viewer: Viewer, chosen: CaseFilter | None = None) -> QuerySet[Case]:
    """Return the cases that the viewer may list, newest first."""
    rows = Case.objects.filter(_listed(viewer)).select_related("organ", "handler")
    return _narrowed(viewer, rows, chosen or CaseFilter())


def own_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the applications of the signed-in applicant."""
    return Case.objects.filter(owner_id=viewer.person_id).select_related("organ")


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
    return organ_calendar().nth_working_day(today, SOON_WORKING_DAYS)


def notifications_of(viewer: Viewer) -> QuerySet[Notification]:
    """Return the viewer's own notifications, newest first."""
    return Notification.objects.filter(recipient_id=viewer.person_id).select_related("case")


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
