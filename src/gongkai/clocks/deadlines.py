"""Running one clock from its first day to its last."""

from __future__ import annotations

from datetime import date

from gongkai import law
from gongkai.clocks.calendar import WorkingCalendar, national_calendar
from gongkai.clocks.counting import Roll, Span, last_day, plain_steps, working_due, working_steps
from gongkai.clocks.definitions import Clock, clock
from gongkai.clocks.values import Deadline
from gongkai.law import DatedValue

UNITS_ROLLED = frozenset({"calendar_day", "month", "year"})
"""Units counted without regard to days off; only their last day may move."""


def deadline(name: str, start: date, *, calendar: WorkingCalendar | None = None) -> Deadline:
    """The deadline of a clock whose day 0 is `start`, under the law of that day."""
    known = clock(name)
    days = calendar or national_calendar()
    days.index(start, "received")
    length = law.value(known.parameter, on=start)
    if law.parameter(known.parameter).unit in UNITS_ROLLED:
        return _plain(known, length, start, days)
    return working_deadline(known, length, start, length.count, days)


def working_deadline(
    known: Clock,
    length: DatedValue,
    start: date,
    count: int,
    days: WorkingCalendar,
    *,
    spans: tuple[Span, ...] = (),
    notes: tuple[str, ...] = (),
    open_because: str | None = None,
) -> Deadline:
    """A deadline in working days, with what is excluded and what leaves it open."""
    due = working_due(days, start, count, spans)
    basis = known.basis or length.basis
    because = _because(due, days, open_because)
    return Deadline(
        clock=known.id,
        start_on=start,
        due_on=due,
        provisional=because is not None,
        because=because,
        mark=known.mark or length.mark,
        basis=basis,
        notes=(*notes, *_year_end_note(due, days)),
        _trace=lambda: working_steps(days, start, due, basis, spans),
    )


def _plain(known: Clock, length: DatedValue, start: date, days: WorkingCalendar) -> Deadline:
    unit = law.parameter(known.parameter).unit
    end = last_day(start, length.count, unit)
    days.index(end, "received")
    roll = Roll(known.rolls) if known.rolls else None
    due = days.working_day_from(end) if roll else end
    because = _because(due, days, None)
    return Deadline(
        clock=known.id,
        start_on=start,
        due_on=due,
        provisional=because is not None,
        because=because,
        mark=length.mark,
        basis=length.basis,
        notes=_year_end_note(due, days),
        _trace=lambda: plain_steps(days, start, end, length.basis, roll),
    )


def _because(due: date, days: WorkingCalendar, open_because: str | None) -> str | None:
    reasons = [open_because] if open_because else []
    if due > days.settled_through:
        year = days.settled_through.year + 1
        reasons.append(f"{year}年放假安排尚未公布，暂按周末和法定节日计算，通知公布后应当重算")
    return "；".join(reasons) or None


def _year_end_note(due: date, days: WorkingCalendar) -> tuple[str, ...]:
    """Warn of the last days of the last settled year, which the next notice has been known to change."""
    settled = days.settled_through
    if settled.replace(day=29) <= due <= settled:
        return (
            f"{settled.year + 1}年元旦的安排可能调整{settled.year}年12月29日至31日的上班和放假（如2018年12月31日）",
        )
    return ()
