"""Send notifications by e-mail. A failure leaves the line in the application and is tried again a few times."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils.translation import gettext as _

from gongkai.web.cases.choices import MailState
from gongkai.web.cases.models import Notification

MOST_TRIES: Final = 5
_LOG = logging.getLogger(__name__)


def send_waiting_mails(now: datetime, most: int = 200) -> int:
    """Send what waits or failed before, and return how many went out.

    Each line is claimed by counting its try first, so that two workers do not send it twice.
    """
    if not settings.EMAIL_HOST:
        return 0
    sent = 0
    rows = Notification.objects.filter(mail__in=[MailState.WAITING, MailState.FAILED], tries__lt=MOST_TRIES)
    for row in rows.select_related("recipient", "case")[:most]:
        claimed = Notification.objects.filter(pk=row.pk, tries=row.tries).exclude(mail=MailState.SENT)
        if not claimed.update(tries=F("tries") + 1, mail=MailState.FAILED):
            continue
        if _send(row):
            Notification.objects.filter(pk=row.pk).update(mail=MailState.SENT)
            sent += 1
    return sent


def _page(row: Notification) -> str:
    return settings.GONGKAI_SITE + row.address if row.address else ""


def _send(row: Notification) -> bool:
    message = EmailMessage(
        subject=_("政府信息公开平台：您有新的提醒"),
        body="\n\n".join(filter(None, (row.text, _page(row), _("请登录平台查看。本邮件由系统发送，请勿回复。")))),
        to=[row.recipient.email],
        connection=get_connection(timeout=settings.EMAIL_TIMEOUT),
    )
    try:
        return bool(message.send())
    except OSError as error:  # smtplib's errors are OSErrors
        _LOG.warning("notification %s was not sent: %s", row.pk, type(error).__name__)
        return False
