"""Work in the background: parse, call one action. Here, as at every edge, the clock may be asked."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gongkai.web.disclosure.actions.expire_items import expire_items


@task()
def expire_old_items() -> int:
    """Mark the items whose time is over."""
    return expire_items(timezone.now())
