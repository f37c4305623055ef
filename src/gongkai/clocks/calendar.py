"""Working days of China's organs, from dated notices, counted by prefix sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from gongkai.clocks import library
from gongkai.clocks.notices import KINDS, Notice, notices_in, packaged_notices
from gongkai.clocks.statutory import last_known_year, statutory_days
from gongkai.errors import DateError, InputError

FIRST_DAY = date(2008, 1, 1)
"""The earliest day that can be computed: the first year under the yearly notices of the present form."""

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Day:
    """What one calendar day is, and on what basis.

    `kind` is one of workday, make_up (a weekend day that is worked), weekend, holiday, local, special, statutory (a
    festival fixed by law in a year whose notice is not out).
    """

    on: date
    working: bool
    kind: str
    why: str
    basis: str


@dataclass(frozen=True)
class _Change:
    working: bool
    kind: str
    name: str
    basis: str


class WorkingCalendar:
    """Every day from 2008 to the horizon, in order, with running totals of working days."""

    def __init__(self, changes: dict[date, _Change], settled_through: date, last_day: date) -> None:
        self.settled_through = settled_through
        self.first_day = FIRST_DAY
        self.last_day = last_day
        self._base = FIRST_DAY.toordinal()
        span = last_day.toordinal() - self._base + 1
        self.days = [_day(FIRST_DAY + timedelta(days=n), changes) for n in range(span)]
        self._total = list(accumulate(day.working for day in self.days))
        self._working = [n for n, day in enumerate(self.days) if day.working]

    def index(self, on: date, field: str = "on") -> int:
        """Place of a day in the calendar; refuse a day that lies outside it."""
        if type(on) is not date:
            raise DateError(f"“{on}”（{field}）不是日期", why="期限按日计算，不带钟点", field=field)
        place = on.toordinal() - self._base
        if place < 0:
            raise DateError(
                f"日期{on.isoformat()}早于2008年",
                why="工作日数据自2008年1月1日起",
                fix="请核对日期",
                field=field,
            )
        if place >= len(self.days):
            raise DateError(
                f"日期{on.isoformat()}超出可以计算的范围",
                why=f"目前最远算到{self.last_day.isoformat()}",
                fix="请核对日期",
                field=field,
            )
        return place

    def day(self, on: date) -> Day:
        """What a day is."""
        return self.days[self.index(on)]

    def is_working(self, on: date) -> bool:
        """Whether organs work on that day."""
        return self.days[self.index(on)].working

    def nth_working_day(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`, which itself is never counted."""
        return self.days[self.nth_index(self.index(start), count)].on

    def nth_index(self, start: int, count: int) -> int:
        """The same, on places in the calendar."""
        place = self._total[start] + count - 1
        if place >= len(self._working):
            raise DateError("期限超出可以计算的范围", why=f"目前最远算到{self.last_day.isoformat()}", field="received")
        return self._working[place]

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        return self._total[self.index(end)] - self._total[self.index(start)]

    def working_in(self, first: int, last: int) -> int:
        """How many working days lie from place `first` to place `last`, both included."""
        if last < first:
            return 0
        return self._total[last] - (self._total[first - 1] if first else 0)

    def working_day_from(self, on: date) -> date:
        """The day itself if it is worked, otherwise the next working day."""
        return on if self.is_working(on) else self.nth_working_day(on, 1)


def _day(on: date, changes: dict[date, _Change]) -> Day:
    change = changes.get(on)
    if change is None:
        if on.weekday() < 5:
            return Day(on, True, "workday", "工作日", "working_hours#7")
        return Day(on, False, "weekend", f"周{_WEEKDAYS[on.weekday()]}", "working_hours#7")
    if change.working:
        return Day(on, True, change.kind, f"{change.name}调休上班", change.basis)
    return Day(on, False, change.kind, f"{change.name}放假", change.basis)


def _library_changes() -> dict[date, _Change]:
    changes = {
        day: _Change(False, "holiday", name, f"holiday_notice#{day.year}") for day, name in library.days_off().items()
    }
    for day, name in library.make_up_days().items():
        changes[day] = _Change(True, "make_up", name, f"holiday_notice#{day.year}")
    return changes


def _apply(changes: dict[date, _Change], notice: Notice) -> None:
    if notice.kind == "year":
        for day in [d for d in changes if d.year == notice.year]:
            del changes[day]
    kind = "holiday" if notice.kind == "year" else notice.kind
    for day, name in notice.off:
        changes[day] = _Change(False, kind, name, notice.basis)
    for day, name in notice.work:
        changes[day] = _Change(True, "make_up", name, notice.basis)


def build_calendar(notices: Iterable[Notice], region: str | None = None) -> WorkingCalendar:
    """Lay notices over the library: yearly ones first, then special ones, then those of the region."""
    chosen = [n for n in notices if n.kind != "local" or n.region == region]
    changes = _library_changes()
    settled = library.last_year()
    for notice in sorted(chosen, key=lambda n: (KINDS.index(n.kind), n.year or 0, n.file)):
        if notice.year is not None and notice.year == settled + 1:
            settled = notice.year
        _apply(changes, notice)
    horizon = max(last_known_year(), settled)
    for year in range(settled + 1, horizon + 1):
        for day, name, basis in statutory_days(year):
            changes.setdefault(day, _Change(False, "statutory", name, basis))
    return WorkingCalendar(changes, date(settled, 12, 31), date(horizon, 12, 31))


@cache
def national_calendar() -> WorkingCalendar:
    """The calendar of the whole country, from what ships with Gongkai."""
    return build_calendar(packaged_notices())


@cache
def calendar_for(region: str | None = None, folder: Path | None = None) -> WorkingCalendar:
    """The calendar of a region, with the notices of a folder laid over those that ship."""
    notices = (*packaged_notices(), *(notices_in(folder) if folder else ()))
    if region is not None and region not in {notice.region for notice in notices}:
        raise InputError(
            f"没有地区“{region}”（region）的放假通知",
            why="本地放假由数据文件提供，文件中的 region 要与此一致",
            fix="请用 --notices 指定含有该地区通知的文件夹，或者去掉 --region",
            field="region",
        )
    return build_calendar(notices, region)
