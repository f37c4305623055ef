"""Cases that wait for the viewer."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.cases.queries import tasks_of
from gongkai.web.desk.task import Task, Waits
from gongkai.web.desk.urgency import Row, rows
from gongkai.web.organs.access import Viewer


def case_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return the viewer's cases by urgency, what nobody has taken yet, extensions to decide."""
    tasks, today = tasks_of(viewer), timezone.localdate(viewer.now)
    groups = (
        (Waits.OVERDUE, tasks.overdue),
        (Waits.SOON, tasks.soon),
        (Waits.DECIDE, tasks.extensions),
        (Waits.REGISTER, tasks.unregistered),
        (Waits.CONFIRM, tasks.unconfirmed),
        (Waits.ASSIGN, tasks.unassigned),
        (Waits.REST, tasks.others),
    )
    for waits, cases in groups:
        for row in rows(viewer, cases, today):
            yield _task(_after(row) if waits is Waits.REST else waits, row)


def _after(row: Row) -> Waits:
    """Under which heading a case stands that is not urgent."""
    if row.case.phase == "decided":
        return Waits.SERVE
    return Waits.OTHERS if row.case.phase.startswith("awaiting") else Waits.REST


def _task(waits: Waits, row: Row) -> Task:
    kind = _("延期") if waits is Waits.DECIDE else row.phase
    about = row.description if row.description != "—" else ""
    return Task(
        waits,
        row.case.number,
        row.address,
        kind,
        about=about,
        organ=row.case.organ.name,
        due_on=row.case.due_on,
        urgency=row.urgency,
    )
