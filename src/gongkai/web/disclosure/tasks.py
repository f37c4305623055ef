"""Work in the background: parse, call one action. Here, as at every edge, the clock may be asked."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gongkai.web.disclosure.actions.import_items import run_item_import
from gongkai.web.disclosure.actions.release_import import run_release


@task()
def import_items(ref: str) -> None:
    """Take in a table of past items that was handed in."""
    run_item_import(ref, timezone.now())


@task()
def release_items(ref: str) -> None:
    """Release the past items that a leader let go."""
    run_release(ref, timezone.now())
