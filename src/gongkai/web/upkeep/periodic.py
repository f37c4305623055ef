"""The platform's own periodic work: checkpoints of the journal outside, old sessions, the size of the log."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext_lazy as _

from gongkai.web.journal.queries import checkpoint_text, head_of_chain, read_checkpoints
from gongkai.web.upkeep.jobs import Job
from gongkai.web.upkeep.wal import bound_wal


def keep_checkpoint(now: datetime) -> int:
    """Append the journal's head to the file `GONGKAI_CHECKPOINT`, where it moved since the last line."""
    file: Path | None = settings.GONGKAI_CHECKPOINT
    if file is None:
        return 0
    points = read_checkpoints(file) if file.exists() else []
    if points and points[-1].sequence == head_of_chain().sequence:
        return 0
    with file.open("a", encoding="utf-8") as out:
        out.write(checkpoint_text(now))
    return 1


def clear_sessions(now: datetime) -> int:
    """Remove the sessions that are over: nothing of a sign-in stays behind."""
    store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
    store.clear_expired()
    return 0


JOBS: Final = (
    Job("upkeep.keep_checkpoint", _("导出日志检查点"), timedelta(hours=1), keep_checkpoint),
    Job("upkeep.bound_wal", _("收回数据库的日志文件"), timedelta(minutes=5), bound_wal),
    Job("upkeep.clear_sessions", _("清除过期的登录状态"), timedelta(days=1), clear_sessions),
)
