"""Days: the viewer's own, and as people write them in tables."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.organs.access import Viewer

_WRITTEN: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?")


def today_of(viewer: Viewer) -> date:
    """Return the viewer's day in Beijing."""
    return timezone.localdate(viewer.now)


def read_day(text: str, field: str) -> date:
    """Return the day that a cell states.

    Raises:
        InputError: it states none.
    """
    match = _WRITTEN.fullmatch(text)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise InputError("不是日期", fix="应当如 2023-05-08", field=field)
