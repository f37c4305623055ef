"""Work in the background: parse, call one action. Here, as at every edge, the clock may be asked."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gongkai.web.cases.actions.send_mails import send_waiting_mails


@task()
def send_mails() -> int:
    """Send the e-mails that wait."""
    return send_waiting_mails(timezone.now())
