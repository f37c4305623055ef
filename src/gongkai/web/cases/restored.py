"""What a restored past must not do again: write to people once more, or know who was erased since."""

from __future__ import annotations

from datetime import datetime

from gongkai.web.cases.actions.identity import erase_again, erase_expired
from gongkai.web.cases.choices import MailState
from gongkai.web.cases.erasures import erased_refs
from gongkai.web.cases.models import Notification


def settle(now: datetime) -> list[str]:
    """Drop the mails that waited, and erase again whoever was erased after the backup was made."""
    waiting = Notification.objects.filter(mail__in=[MailState.WAITING, MailState.FAILED])
    dropped = waiting.update(mail=MailState.NONE)
    again = erase_again(erased_refs(), now) + erase_expired(now)
    return [f"不再发送的旧邮件提醒：{dropped}封", f"重新删除的身份信息：{again}件"]
