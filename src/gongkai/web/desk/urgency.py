"""How urgent a case is, in a word and a colour: for lists, where the deadline stands in the row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai import procedure
from gongkai.web.cases.access import KIND
from gongkai.web.cases.models import Case
from gongkai.web.desk.reading import lists_content
from gongkai.web.organs.access import Target, Viewer, may
from gongkai.web.organs.calendars import organ_calendar
from gongkai.web.organs.models import Organ

SOON: Final = 3
"""Working days before the deadline from which a case is due soon."""
_INTAKE: Final = {"new": "desk:case_confirm", "received": "desk:case_register"}
_ENDED: Final = ("served", "closed")


@dataclass(frozen=True, slots=True)
class Urgency:
    """What the row says. `tone` is one of bad, warn, good or ""."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    case: Case
    urgency: Urgency
    address: str
    description: str

    @property
    def phase(self) -> str:
        """Where the case stands, in words."""
        return procedure.labels("phases")[self.case.phase]


def urgency_of(case: Case, today: date) -> Urgency:
    """Return what the deadline means today."""
    if case.phase in _ENDED or case.decided_on is not None:
        if case.overdue_days:
            return Urgency("bad", _("逾期%(days)d个工作日办结") % {"days": case.overdue_days})
        return Urgency("good", _("已答复") if case.decided_on else _("已办结"))
    if case.due_on is None:
        return Urgency("warn", _("未确认收到"))
    return until(case.due_on, today, case.organ)


def until(due_on: date, today: date, organ: Organ | None = None) -> Urgency:
    """Return what a last day means today, counted in the working days of an organ, or of the country."""
    calendar = organ_calendar(organ)
    if due_on < today:
        days = calendar.working_days_between(due_on, today)
        return Urgency("bad", _("已逾期%(days)d个工作日") % {"days": days} if days else _("已逾期"))
    if due_on == today:
        return Urgency("bad", _("今天到期"))
    left = calendar.working_days_between(today, due_on)
    words = _("还有%(days)d个工作日") % {"days": left}
    return Urgency("warn" if left <= SOON else "", words)


def rows(viewer: Viewer, cases: list[Case], today: date) -> list[Row]:
    """Return cases with their urgency, each leading to where the viewer can go on."""
    return [
        Row(case, urgency_of(case, today), address_of(viewer, case), description_for(viewer, case)) for case in cases
    ]


def description_for(viewer: Viewer, case: Case) -> str:
    """Return what was asked, to whom a list may show it."""
    return case.description if lists_content(viewer, case) else "—"


def address_of(viewer: Viewer, case: Case) -> str:
    """The case for who handles it or reads it by post; its registration for who may register; else nothing."""
    assigned = frozenset({case.handler_id} if case.handler_id else ())
    target = Target(KIND, organ_id=case.organ_id, assigned=assigned)
    if may(viewer, "read", target) or may(viewer, "read_masked", target):
        return reverse("desk:case", args=[case.ref])
    if case.phase in _INTAKE and may(viewer, "create", target):
        return reverse(_INTAKE[case.phase], args=[case.ref])
    return ""
