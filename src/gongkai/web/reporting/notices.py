"""Tell the people of an organ about reports, inside the transaction of the action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gongkai.web.cases.notices import notify
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import people_with

WRITERS: Final = ("officer", "disclosure_head")
LEADERS: Final = ("officer", "disclosure_head", "deputy_leader", "principal_leader")
SUPERIORS: Final = ("superior_office",)


def tell(viewer: Viewer, organ: Organ, roles: Iterable[str], text: str) -> int:
    """Leave a line for everybody with one of these roles in an organ; return how many people there are."""
    people = list(people_with(organ, roles))
    notify(viewer, people, None, "report", text)
    return len(people)
