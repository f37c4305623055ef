"""Mark one's notifications as read. No journal entry: nobody's matter but one's own."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.web.cases.models import Notification
from gongkai.web.organs.access import Viewer


def mark_read(viewer: Viewer, numbers: Iterable[int] | None = None) -> int:
    """Mark the viewer's own notifications, all or some, as read; return how many."""
    rows = Notification.objects.filter(recipient_id=viewer.person_id, read_at=None)
    if numbers is not None:
        rows = rows.filter(pk__in=list(numbers))
    return rows.update(read_at=viewer.now)
