"""Items that wait for the viewer: drafts by their last day, what passed review, corrections ordered from above."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.desk.task import UNHURRIED, Task, Waits
from gongkai.web.desk.urgency import until
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import item_tasks_of
from gongkai.web.organs.access import Viewer


def item_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return what waits for the viewer in proactive disclosure."""
    tasks = item_tasks_of(viewer)
    groups = (
        (Waits.OVERDUE, tasks.overdue),
        (Waits.SOON, tasks.soon),
        (Waits.PUBLISH, tasks.to_publish),
        (Waits.DECIDE, tasks.ordered),
        (Waits.REST, tasks.drafts),
    )
    for waits, items in groups:
        for item in items:
            yield _task(viewer, waits, item)


def _task(viewer: Viewer, waits: Waits, item: Item) -> Task:
    today = timezone.localdate(viewer.now)
    route = "desk:item_publish" if waits is Waits.PUBLISH else "desk:item"
    about = item.ordered_note and _("上级要求更正：%(what)s") % {"what": item.ordered_note}
    return Task(
        waits,
        item.title,
        reverse(route, args=[item.ref]),
        _("更正") if item.corrects_id or item.ordered_note else _("主动公开"),
        about=about or item.document_number,
        organ=item.organ.name,
        due_on=item.due_on,
        urgency=until(item.due_on, today) if item.due_on else UNHURRIED,
    )
