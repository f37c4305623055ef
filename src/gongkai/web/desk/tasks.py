"""The viewer's tasks as the first page groups them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.cases.queries import tasks_of
from gongkai.web.desk.urgency import Row, rows
from gongkai.web.organs.access import Viewer


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks of one kind."""

    title: str
    rows: list[Row]


def task_groups(viewer: Viewer) -> list[Group]:
    """Return what waits for the viewer, the most urgent group first."""
    tasks, today = tasks_of(viewer), timezone.localdate(viewer.now)
    groups = (
        (_("已逾期"), tasks.overdue),
        (_("快到期"), tasks.soon),
        (_("等待我审批延期"), tasks.extensions),
        (_("等待登记"), tasks.unregistered),
        (_("等待确认收到"), tasks.unconfirmed),
        (_("等待分办"), tasks.unassigned),
        (_("我在办理的其他案件"), tasks.others),
    )
    return [Group(title, rows(viewer, found, today)) for title, found in groups]
