"""Work in the background: parse, call one action. Here, as at every edge, the clock may be asked."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gongkai.web.cases.actions.identity import erase_expired
from gongkai.web.cases.actions.import_register import run_import
from gongkai.web.cases.actions.send_mails import send_waiting_mails


@task()
def send_mails() -> int:
    """Send the e-mails that wait."""
    return send_waiting_mails(timezone.now())


@task()
def erase_old_identities() -> int:
    """Erase the identities whose time of keeping is over."""
    return erase_expired(timezone.now())


@task()
def import_register(ref: str) -> None:
    """Import a register book that was handed in."""
    run_import(ref, timezone.now())
