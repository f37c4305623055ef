"""The working days that count for an organ: those of the country, and the local days off of where it stands."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from gongkai.clocks import Notice, WorkingCalendar, build_calendar, notices_in, packaged_notices
from gongkai.web.organs.models import Organ
from gongkai.web.organs.tree import organs_above


def organ_calendar(organ: Organ | None = None) -> WorkingCalendar:
    """Return the calendar of an organ; the country's where no local notice concerns it or one of those above it.

    A local notice names its region by an organ's reference or administrative code. The nearest one decides: it lists
    every local day off of its region. Notices that ship with Gongkai and those in the folder `GONGKAI_NOTICES` count;
    a file added there counts from the next call on.
    """
    notices = _notices(_signature())
    regions = {notice.region for notice in notices if notice.region}
    region = next((name for name in _names(organ) if name in regions), None) if organ and regions else None
    return _calendar(_signature(), region)


def _names(organ: Organ) -> list[str]:
    return [name for each in (organ, *organs_above(organ)) for name in (each.ref, each.code) if name]


def _signature() -> tuple[tuple[str, int], ...]:
    folder: Path | None = settings.GONGKAI_NOTICES
    if folder is None:
        return ()
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.glob("*.toml")))


@lru_cache(maxsize=4)
def _notices(signature: tuple[tuple[str, int], ...]) -> tuple[Notice, ...]:
    folder: Path | None = settings.GONGKAI_NOTICES
    return (*packaged_notices(), *(notices_in(folder) if folder and signature else ()))


@lru_cache(maxsize=64)
def _calendar(signature: tuple[tuple[str, int], ...], region: str | None) -> WorkingCalendar:
    return build_calendar(_notices(signature), region)
