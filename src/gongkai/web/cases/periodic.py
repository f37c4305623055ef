"""What cases need done again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from gongkai.web.cases.actions.identity import erase_expired
from gongkai.web.cases.actions.recount import recount_deadlines
from gongkai.web.cases.actions.scan_again import scan_waiting
from gongkai.web.cases.actions.send_mails import send_waiting_mails
from gongkai.web.upkeep.jobs import Job

JOBS: Final = (
    Job("cases.send_mails", _("发送和重试邮件提醒"), timedelta(minutes=5), send_waiting_mails),
    Job("cases.scan_waiting", _("扫描待检附件"), timedelta(minutes=5), scan_waiting),
    Job("cases.recount_deadlines", _("按新的放假安排重新计算期限"), timedelta(hours=6), recount_deadlines),
    Job("cases.erase_identities", _("删除保存期满的身份信息"), timedelta(days=1), erase_expired),
)
