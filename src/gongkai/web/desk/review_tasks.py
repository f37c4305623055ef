"""Documents that the viewer reviews, or that were returned to the viewer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.desk.task import UNHURRIED, Task, Waits
from gongkai.web.desk.urgency import until
from gongkai.web.organs.access import Viewer
from gongkai.web.review.models import Review
from gongkai.web.review.queries import reviews_returned_to, reviews_waiting_for


def review_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return the reviews whose present step the viewer takes, and those returned to them."""
    for review in reviews_waiting_for(viewer):
        yield _task(viewer, Waits.REVIEW, review)
    for review in reviews_returned_to(viewer):
        yield _task(viewer, Waits.RETURNED, review)


def _task(viewer: Viewer, waits: Waits, review: Review) -> Task:
    today = timezone.localdate(viewer.now)
    return Task(
        waits,
        review.title,
        reverse("desk:review", args=[review.ref]),
        _("审核"),
        organ=review.organ.name,
        due_on=review.due_on,
        urgency=until(review.due_on, today) if review.due_on else UNHURRIED,
    )
