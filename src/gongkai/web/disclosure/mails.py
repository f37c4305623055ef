"""Mails to the public. A failure holds nothing up; what was not told is told the next time."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.disclosure.models import Item

_LOG = logging.getLogger(__name__)


def send_confirmation(email: str, token: str) -> bool:
    """Ask the owner of an address whether they want the mails."""
    address = settings.GONGKAI_SITE + reverse("portal:confirm_subscription", args=[token])
    body = _("有人用这个邮箱订阅政府信息公开。如果是您，请打开下面的链接确认；不是您的，不必理会。")
    return _send(email, _("请确认订阅政府信息公开"), f"{body}\n\n{address}\n", {})


def send_digest(email: str, token: str, items: Sequence[Item], more: int) -> bool:
    """Tell what was published."""
    lines = [f"{item.title}\n{item.organ.name}\n{_address(item)}\n" for item in items]
    if more:
        lines.append(_("另有 %(count)d 条，请到平台查看。") % {"count": more} + "\n")
    leave = settings.GONGKAI_SITE + reverse("portal:leave_subscription", args=[token])
    lines.append(_("不想再收到：%(address)s") % {"address": leave})
    return _send(email, _("新公开的政府信息"), "\n".join(lines), {"List-Unsubscribe": f"<{leave}>"})


def _address(item: Item) -> str:
    return settings.GONGKAI_SITE + reverse("portal:item", args=[item.ref])


def _send(email: str, subject: str, body: str, headers: dict[str, str]) -> bool:
    connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
    message = EmailMessage(subject=subject, body=body, to=[email], headers=headers, connection=connection)
    try:
        return bool(message.send())
    except OSError as error:  # smtplib's errors are OSErrors
        _LOG.warning("a mail to a subscriber was not sent: %s", type(error).__name__)
        return False
