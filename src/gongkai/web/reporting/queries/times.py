"""How long organs took to answer, counted from their cases: numbers only, never a case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from gongkai.clocks import national_calendar
from gongkai.web.cases.models import Case
from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import SUBMITTED
from gongkai.web.reporting.queries.upward import collecting_organs


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """How many applications an organ decided in a year, in how many working days, and how many of them late."""

    organ: Organ
    decided: int
    median: float | None
    longest: int | None
    late: int


def answer_times(viewer: Viewer, to: Organ, organs: Iterable[Organ], year: int) -> list[AnswerTimes]:
    """Return for each organ below one how long it took to answer.

    A day counts as in `gongkai.clocks`: working days after the day of receipt up to that of the decision. What the law
    leaves out of the period (a correction, a consultation) is in it: it is the time that the applicant waited.

    Raises:
        Refused: the viewer may not list what is handed to this organ.
    """
    if not collecting_organs(viewer).filter(pk=to.pk).exists():
        raise Refused("list", SUBMITTED, to.ref)
    asked, days = list(organs), national_calendar()
    rows = Case.objects.filter(organ__in=asked, decided_on__year=year, received_on__isnull=False)
    found: dict[int, list[tuple[int, int]]] = {organ.pk: [] for organ in asked}
    for organ_id, received_on, decided_on, late in rows.values_list(
        "organ_id", "received_on", "decided_on", "overdue_days"
    ):
        if received_on is not None and decided_on is not None:
            found[organ_id].append((days.working_days_between(received_on, decided_on), late))
    return [_times(organ, found[organ.pk]) for organ in asked]


def _times(organ: Organ, rows: list[tuple[int, int]]) -> AnswerTimes:
    waited = [days for days, _ in rows]
    late = sum(late > 0 for _, late in rows)
    return AnswerTimes(organ, len(rows), median(waited) if waited else None, max(waited, default=None), late)
