"""The viewer's tasks as the first page groups them. A room's screens add their source here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from gongkai.web.desk.appeal_tasks import appeal_tasks
from gongkai.web.desk.case_tasks import case_tasks
from gongkai.web.desk.item_tasks import item_tasks
from gongkai.web.desk.look_tasks import look_tasks
from gongkai.web.desk.review_tasks import review_tasks
from gongkai.web.desk.standing_tasks import standing_tasks
from gongkai.web.desk.task import TONES, Task, Waits
from gongkai.web.desk.upward_tasks import upward_tasks
from gongkai.web.organs.access import Viewer

SOURCES: Final[tuple[Callable[[Viewer], Iterable[Task]], ...]] = (
    standing_tasks,
    case_tasks,
    appeal_tasks,
    review_tasks,
    look_tasks,
    item_tasks,
    upward_tasks,
)
"""Each yields what waits for the viewer in one room, already narrowed to what the viewer may see."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading."""

    waits: Waits
    tasks: tuple[Task, ...]

    @property
    def title(self) -> str:
        """The heading."""
        return str(self.waits.value)

    @property
    def anchor(self) -> str:
        """The place of the heading on the page."""
        return self.waits.name.lower()

    @property
    def tone(self) -> str:
        """How loud the heading is."""
        return TONES.get(self.waits, "")


def task_groups(viewer: Viewer) -> list[Group]:
    """Return what waits for the viewer, the most urgent group first, and in each the earliest day first."""
    tasks = [task for source in SOURCES for task in source(viewer)]
    groups = (
        Group(waits, tuple(sorted((one for one in tasks if one.waits is waits), key=_last_day))) for waits in Waits
    )
    return [group for group in groups if group.tasks]


def _last_day(task: Task) -> date:
    return task.due_on or date.max
