"""Tell people inside the same transaction; e-mail follows by a task and never holds anything up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from gongkai.web.cases.choices import MailState
from gongkai.web.cases.models import Case, Notification
from gongkai.web.journal.masking import mask_numbers
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Account, AccountKind, Post

_TELL_ROLE: Final = (
    f"INSERT INTO {Notification._meta.db_table} (recipient_id, case_id, kind, text, address, created_at, mail, "
    "tries) "
    "SELECT id, %%s, %%s, %%s, %%s, %%s, CASE WHEN email <> '' THEN %%s ELSE %%s END, 0 "
    f"FROM {Account._meta.db_table} WHERE is_active AND id <> %%s AND id IN (SELECT account_id "
    f"FROM {Post._meta.db_table} WHERE organ_id = %%s AND role IN (%s) AND approved_at IS NOT NULL "
    "AND ended_at IS NULL) ORDER BY username"
)


def notify(
    viewer: Viewer, people: Iterable[Account | None], case: Case | None, kind: str, text: str, *, address: str = ""
) -> None:
    """Leave a line for each person but the viewer, and send it by e-mail where that is set up.

    The text names the case by its number and never the applicant; a line of another room is about no case and gives
    the address of its page.
    """
    others = (person for person in people if person and person.pk != viewer.account_id)
    tell(others, case, kind, text, viewer.now, address=address)


def tell(
    people: Iterable[Account], case: Case | None, kind: str, text: str, now: datetime, *, address: str = ""
) -> None:
    """Leave a line for each person, whoever acted: also the system itself."""
    rows = {
        person.pk: Notification(
            recipient=person,
            case=case,
            kind=kind,
            text=mask_numbers(text)[:200],
            address=address or (_page_of(case, person) if case else ""),
            created_at=now,
            mail=MailState.WAITING if settings.EMAIL_HOST and person.email else MailState.NONE,
        )
        for person in people
    }
    Notification.objects.bulk_create(rows.values())
    if any(row.mail == MailState.WAITING for row in rows.values()):
        transaction.on_commit(_send_soon, robust=True)


def notify_role(viewer: Viewer, case: Case, roles: Iterable[str], kind: str, text: str) -> None:
    """Leave a line for everybody but the viewer who holds one of the roles in the case's organ, in one statement."""
    held, created_at = tuple(roles), connection.ops.adapt_datetimefield_value(viewer.now)
    mail = MailState.WAITING if settings.EMAIL_HOST else MailState.NONE
    address = reverse("desk:case", args=[case.ref])  # whoever holds a role is of the staff
    line: list[Any] = [case.pk, kind, mask_numbers(text)[:200], address, created_at, mail.value, MailState.NONE.value]
    with connection.cursor() as cursor:
        cursor.execute(
            _TELL_ROLE % ", ".join(["%s"] * len(held)), [*line, viewer.account_id or 0, case.organ_id, *held]
        )
    if settings.EMAIL_HOST:
        transaction.on_commit(_send_soon, robust=True)


def _page_of(case: Case, person: Account) -> str:
    """Return where a person reads about a case: on the desk, or among their own applications."""
    return reverse("desk:case", args=[case.ref]) if person.kind == AccountKind.STAFF else reverse("portal:mine")


def _send_soon() -> None:
    from gongkai.web.cases.tasks import send_mails  # noqa: PLC0415 - tasks import actions, actions notify

    send_mails.enqueue()
