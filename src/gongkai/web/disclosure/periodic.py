"""What published items need done again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure.actions.erase_speakers import erase_old_speakers
from gongkai.web.disclosure.actions.expire_items import expire_items
from gongkai.web.disclosure.actions.scan_files import scan_waiting_files
from gongkai.web.disclosure.actions.send_digests import send_digests
from gongkai.web.disclosure.search.indexing import catch_up
from gongkai.web.upkeep.jobs import Job

JOBS: Final = (
    Job("disclosure.expire_items", _("标明到期的信息"), timedelta(minutes=10), expire_items),
    Job("disclosure.scan_waiting_files", _("扫描待检的公开附件"), timedelta(minutes=5), scan_waiting_files),
    Job("disclosure.send_digests", _("向订阅者发送新公开的信息"), timedelta(hours=6), send_digests),
    Job("disclosure.erase_speakers", _("删除保存期满的意见人信息"), timedelta(days=1), erase_old_speakers),
    Job("disclosure.catch_up", _("补送检索服务没有收到的变动"), timedelta(minutes=5), catch_up),
)
