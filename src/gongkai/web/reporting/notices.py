"""Tell the people of an organ about reports, inside the transaction of the action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.urls import reverse

from gongkai.web.cases.notices import notify
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import people_with
from gongkai.web.reporting.models import AnnualReport, Submission

WRITERS: Final = ("officer", "disclosure_head")
LEADERS: Final = ("officer", "disclosure_head", "deputy_leader", "principal_leader")
SUPERIORS: Final = ("superior_office",)


def tell(viewer: Viewer, organ: Organ, roles: Iterable[str], text: str, *, address: str) -> int:
    """Leave a line with the address of its page for everybody with one of these roles in an organ.

    Returns:
        How many people there are.
    """
    people = list(people_with(organ, roles))
    notify(viewer, people, None, "report", text, address=address)
    return len(people)


def page_of(submission: Submission) -> str:
    """Return where people of both sides read about a version that was handed up."""
    return reverse("desk:submission", args=[submission.ref])


def page_of_sum(report: AnnualReport) -> str:
    """Return where the people of an organ read about its roll-up."""
    return reverse("desk:rollup", args=[report.ref])
