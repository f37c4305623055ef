"""Work in the background: parse, call one action. Here, as at every edge, the clock may be asked."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gongkai.web.reporting.actions.prepare_area import run_area


@task()
def prepare_area(ref: str) -> None:
    """Compile what waits of the drafts of an area."""
    run_area(ref, timezone.now())
