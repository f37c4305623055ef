"""A deadline laid out as calendar sheets: months of weeks of days, and the stretches of days that share one reason."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.clocks.values import Deadline, Step
from gongkai.law import Citation, cite

MAKE_UP = "make_up"
OFF = "off"
_OFF_KINDS = frozenset({"holiday", "statutory", "local", "special"})
_MONDAY_FIRST = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Square:
    """One day on a sheet.

    `mark` says how to draw it: start (day 0), counted, make_up (a counted day on a weekend), weekend, off (a holiday),
    excluded, rolled, delayed, or "" where the period does not reach.
    """

    on: date
    in_month: bool
    mark: str = ""
    nth: int | None = None
    why: str = ""
    is_due: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One month: weeks from Monday to Sunday."""

    year: int
    month: int
    weeks: tuple[tuple[Square, ...], ...]

    @property
    def first(self) -> date:
        """The first of the month, for its heading."""
        return date(self.year, self.month, 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that are drawn alike for the same reason."""

    first: date
    last: date
    mark: str
    why: str
    basis: str
    days: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A deadline ready to be drawn."""

    deadline: Deadline
    sheets: tuple[Sheet, ...]
    stretches: tuple[Stretch, ...]
    counted: int
    skipped: int
    basis: Citation


def explain(deadline: Deadline, today: date | None = None) -> Explained:
    """Lay a deadline out for drawing; `today` is marked where it falls on a sheet."""
    steps = {step.on: step for step in deadline.steps}
    counted = sum(step.counted for step in deadline.steps)
    return Explained(
        deadline=deadline,
        sheets=tuple(_sheets(deadline, steps, today)),
        stretches=tuple(_stretches(deadline.steps)),
        counted=counted,
        skipped=len(steps) - counted,
        basis=cite(deadline.basis),
    )


def mark_of(step: Step) -> str:
    """Return how a day is drawn."""
    if step.counted:
        return MAKE_UP if step.kind == MAKE_UP else "counted"
    return OFF if step.kind in _OFF_KINDS else step.kind


def _sheets(deadline: Deadline, steps: dict[date, Step], today: date | None) -> Iterator[Sheet]:
    month = deadline.start_on.replace(day=1)
    while month <= deadline.due_on:
        weeks = _MONDAY_FIRST.monthdatescalendar(month.year, month.month)
        yield Sheet(
            month.year,
            month.month,
            tuple(tuple(_square(on, month, deadline, steps, today) for on in week) for week in weeks),
        )
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _square(on: date, month: date, deadline: Deadline, steps: dict[date, Step], today: date | None) -> Square:
    if on.month != month.month:
        return Square(on, in_month=False)
    step = steps.get(on)
    return Square(
        on,
        in_month=True,
        mark="start" if on == deadline.start_on else mark_of(step) if step else "",
        nth=step.nth if step else None,
        why=step.why if step else "",
        is_due=on == deadline.due_on,
        is_today=on == today,
    )


def _stretches(steps: tuple[Step, ...]) -> Iterator[Stretch]:
    for (mark, why, basis), days in groupby(steps, key=lambda step: (mark_of(step), step.why, step.basis)):
        alike = list(days)
        if mark not in ("counted", "weekend"):
            yield Stretch(alike[0].on, alike[-1].on, mark, why, _cited(basis), len(alike))


def _cited(basis: str) -> str:
    """Return an article in words; an operator's notice names its own number."""
    return cite(basis).zh if basis.isascii() else basis
