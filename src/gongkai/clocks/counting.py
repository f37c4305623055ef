"""Counting a period on the calendar: working days, days, months, years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from gongkai.clocks.calendar import WorkingCalendar
from gongkai.clocks.values import Step


class Span(NamedTuple):
    """Days that are not counted, first and last both included, with the reason."""

    first: date
    last: date
    why: str
    basis: str


@dataclass(frozen=True)
class Roll:
    """The rule that a last day off moves to the next working day."""

    basis: str


def merge(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join overlapping stretches, so that a day excluded twice is excluded once."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def working_due(calendar: WorkingCalendar, start: date, count: int, spans: Sequence[Span] = ()) -> date:
    """The `count`-th working day after `start` that lies in no excluded span."""
    origin = calendar.index(start, "received")
    due = calendar.nth_index(origin, count)
    if spans:
        stretches = [(calendar.index(span.first), calendar.index(span.last)) for span in spans]
        for first, last in merge(stretches):
            first = max(first, origin + 1)
            if first > due:
                break
            count += calendar.working_in(first, last)
            due = calendar.nth_index(origin, count)
    return calendar.days[due].on


def working_steps(
    calendar: WorkingCalendar, start: date, due: date, basis: str, spans: Sequence[Span] = ()
) -> tuple[Step, ...]:
    """Every day after `start` up to `due`: counted, off, or excluded."""
    first, last = calendar.index(start) + 1, calendar.index(due)
    excluded = _excluded(calendar, spans) if spans else {}
    steps: list[Step] = []
    nth = 0
    for place, day in enumerate(calendar.days[first : last + 1], first):
        if place in excluded:
            span = excluded[place]
            steps.append(Step(day.on, False, None, span.why, span.basis, "excluded"))
        elif day.working:
            nth += 1
            steps.append(Step(day.on, True, nth, day.why, basis, day.kind))
        else:
            steps.append(Step(day.on, False, None, day.why, day.basis, day.kind))
    return tuple(steps)


def _excluded(calendar: WorkingCalendar, spans: Sequence[Span]) -> dict[int, Span]:
    days: dict[int, Span] = {}
    for span in sorted(spans):
        for place in range(calendar.index(span.first), calendar.index(span.last) + 1):
            days.setdefault(place, span)
    return days


def last_day(start: date, count: int, unit: str) -> date:
    """The last day of a period in calendar days, months or years, before any rolling."""
    if unit == "calendar_day":
        return start + timedelta(days=count)
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def plain_steps(calendar: WorkingCalendar, start: date, end: date, basis: str, roll: Roll | None) -> tuple[Step, ...]:
    """Every calendar day after `start` up to `end`, then the days over which the last day rolled."""
    due = calendar.working_day_from(end) if roll else end
    steps = [
        Step(start + timedelta(days=n), True, n, "自然日", basis, calendar.day(start + timedelta(days=n)).kind)
        for n in range(1, (end - start).days + 1)
    ]
    if roll and due != end:
        for n in range(1, (due - end).days + 1):
            on = end + timedelta(days=n)
            why = "顺延至此：期间届满的最后一日是休息日" if on == due else f"{calendar.day(on).why}，继续顺延"
            steps.append(Step(on, False, None, why, roll.basis, "rolled"))
    return tuple(steps)
