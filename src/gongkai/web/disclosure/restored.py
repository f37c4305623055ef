"""What a restored past must not know again: who gave opinions whose time of keeping is over."""

from __future__ import annotations

from datetime import datetime

from gongkai.web.disclosure.actions.erase_speakers import erase_old_speakers


def settle(now: datetime) -> list[str]:
    """Erase again whoever was erased after the backup was made: the term alone decides."""
    count = 0
    while found := erase_old_speakers(now):
        count += found
    return [f"重新删除的意见人信息：{count}条"]
