"""The second implementation, for tests only: walk the calendar day by day, one question a day.

It shares no code with gongkai.clocks.  A calendar is any function from a day to whether it is worked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def walk(
    start: date, count: int, is_worked: Callable[[date], bool], excluded: Iterable[tuple[date, date]] = ()
) -> list[date]:
    """The days counted, one by one, until `count` of them are found."""
    spans = list(excluded)
    counted: list[date] = []
    day = start
    while len(counted) < count:
        day += ONE_DAY
        if is_worked(day) and not any(first <= day <= last for first, last in spans):
            counted.append(day)
    return counted
