"""Appeals whose answer is due."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.appeals.queries import due_soon
from gongkai.web.desk.task import Task, Waits
from gongkai.web.desk.urgency import Urgency
from gongkai.web.organs.access import Viewer


def appeal_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return the viewer's appeals that have to be answered within a week, or should have been."""
    today = timezone.localdate(viewer.now)
    for appeal in due_soon(viewer, today) if viewer.is_staff else ():
        assert appeal.answer_due_on is not None
        left = (appeal.answer_due_on - today).days
        words = _("答复已逾期%(days)d天") % {"days": -left} if left < 0 else _("还有%(days)d天") % {"days": left}
        yield Task(
            Waits.OVERDUE if left < 0 else Waits.SOON,
            appeal.number or appeal.forum,
            reverse("desk:appeal", args=[appeal.ref]),
            str(appeal.get_route_display()),
            about=appeal.about,
            organ=appeal.organ.name,
            due_on=appeal.answer_due_on,
            urgency=Urgency("bad" if left < 0 else "warn", words),
        )
