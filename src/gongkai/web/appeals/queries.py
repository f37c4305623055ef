"""Reads of appeals: each takes the viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongkai.web.appeals.access import COLUMNS, KIND, appeal_target
from gongkai.web.appeals.models import Appeal
from gongkai.web.journal.sealing import unseal
from gongkai.web.organs.access import Refused, Viewer, may, reach, require
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import organs_open_to, people_with


@dataclass(frozen=True, slots=True)
class AppealFilter:
    """What narrows the list: a word, a route, a year in which it was open or closed, only those still open."""

    word: str = ""
    route: str = ""
    year: int | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file beside an appeal, with its name opened."""

    ref: str
    name: str
    size: int
    findings: list[str]


def visible_appeals(viewer: Viewer, chosen: AppealFilter | None = None) -> QuerySet[Appeal]:
    """Return the appeals in reach, newest first."""
    asked = chosen or AppealFilter()
    rows = Appeal.objects.filter(reach(viewer, "list", KIND, COLUMNS)).distinct()
    if asked.route:
        rows = rows.filter(route=asked.route)
    if asked.open:
        rows = rows.filter(closed_on=None)
    if asked.year:
        rows = rows.filter(filed_on__year__lte=asked.year)
        rows = rows.filter(Q(closed_on=None) | Q(closed_on__year__gte=asked.year))
    if asked.word:
        word = asked.word
        rows = rows.filter(Q(number__icontains=word) | Q(forum__icontains=word) | Q(about__icontains=word))
    return rows.select_related("organ", "handler", "case")


def appeal_of(viewer: Viewer, ref: str, verb: str = "read") -> Appeal:
    """Return one appeal.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    appeal = Appeal.objects.filter(ref=ref).select_related("organ", "handler", "case__organ").first()
    if appeal is None:
        raise Refused(verb, KIND, ref)
    require(viewer, verb, appeal_target(appeal), ref)
    return appeal


def appeal_of_source(viewer: Viewer, source: str) -> Appeal:
    """Return the appeal that a figure names as its source: `appeal:ref`.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    return appeal_of(viewer, source.partition(":")[2])


def complainant_of(viewer: Viewer, appeal: Appeal) -> str:
    """Return who complains, in full, to who handles the appeal; masked to others who may read it."""
    if appeal.complainant_sealed and may(viewer, "edit", appeal_target(appeal)):
        return unseal(appeal.complainant_sealed)
    return appeal.complainant_shown


def files_of(viewer: Viewer, appeal: Appeal) -> list[FileLine]:
    """Return the files beside an appeal."""
    require(viewer, "read", appeal_target(appeal), appeal.ref)
    rows = appeal.files.defer("content_sealed")
    return [FileLine(row.ref, unseal(row.name_sealed), row.size, row.findings) for row in rows]


def appeal_organs(viewer: Viewer) -> QuerySet[Organ]:
    """Return the organs for which the viewer may write an appeal down."""
    return organs_open_to(viewer, "create", KIND)


def officers_for(viewer: Viewer, appeal: Appeal) -> QuerySet[Account]:
    """Return to whom the appeal could be handed over."""
    return people_with(appeal.organ, ("officer",)).exclude(pk=viewer.person_id)


def due_soon(viewer: Viewer, today: date, days: int = 7) -> QuerySet[Appeal]:
    """Return the viewer's own appeals whose answer is due within some days, or overdue."""
    rows = visible_appeals(viewer, AppealFilter(open=True)).filter(handler_id=viewer.person_id, answered_on=None)
    return rows.filter(answer_due_on__lte=today + timedelta(days=days)).order_by("answer_due_on")
