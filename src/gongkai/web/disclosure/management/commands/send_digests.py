"""`gongkai manage send_digests`: tell subscribers what was published. Run by a timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.disclosure.actions.send_digests import send_digests


class Command(BaseCommand):
    """Does nothing where no mail server is set."""

    help = "向邮件订阅者发送新公开的信息（由定时器运行；没有设置邮件服务器时不发送）。"

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Send and say how many mails went out."""
        self.stdout.write(f"已发送 {send_digests(timezone.now())} 封。")
