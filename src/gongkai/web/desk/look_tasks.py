"""Declared looks of which the viewer, a security administrator, has to take note."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.desk.task import Task, Waits
from gongkai.web.organs.access import Viewer, could
from gongkai.web.organs.queries import looks_to_note


def look_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return the looks that were taken with a reason and not yet noted."""
    if not could(viewer, "verify", "declared_look"):
        return
    for look in looks_to_note(viewer)[:50]:
        yield Task(
            Waits.DECIDE,
            _("%(person)s 说明理由后查看") % {"person": look.person.name},
            reverse("desk:looks"),
            _("待核对"),
            about=look.reason,
            organ=f"{look.organ.name} · {timezone.localtime(look.at):%Y-%m-%d %H:%M}",
        )
