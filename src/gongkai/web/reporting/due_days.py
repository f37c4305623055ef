"""By when an organ's report must be there, and on which days those who are missing are reminded. No database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

from gongkai.law import value

_OVER: Final = timedelta(days=30)
_GOVERNMENTS: Final = frozenset({"state", "province", "city", "county"})


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of an organ's report, with its basis; `is_custom` where the law names no day for such organs."""

    on: date
    basis: str
    is_custom: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the reminder plan: on which day, counted from the last day, and in which words."""

    id: str
    day: int
    text: str

    def on(self, due: date) -> date:
        """Return the day of this reminder."""
        return due + timedelta(days=self.day)

    def words(self, year: int, due: date, today: date) -> str:
        """Return the reminder as it is read today."""
        return self.text.format(year=year, due=f"{due.month}月{due.day}日", left=(due - today).days)


def due_of(kind: str, level: str, year: int) -> Due:
    """Return the last day of the report of a year.

    Governments from the county up publish theirs by 31 March, once the departments' are in; departments hand theirs in
    by 31 January. Article 49 names no day for townships and street offices: they follow the departments by custom.
    """
    is_government = kind == "government" and level in _GOVERNMENTS
    dated = value("report_by_government" if is_government else "report_by_department", on=date(year + 1, 1, 1))
    month, day = str(dated.value).split("-")
    return Due(date(year + 1, int(month), int(day)), dated.basis, is_custom=level == "township")


@cache
def plan() -> tuple[Stage, ...]:
    """Return the reminder plan, in the order of its days."""
    rows = tomllib.loads(files("gongkai.web.reporting").joinpath("reminders.toml").read_text("utf-8"))["stage"]
    return tuple(sorted((Stage(row["id"], row["day"], row["text"]) for row in rows), key=lambda stage: stage.day))


def stage_due(due: date, today: date) -> Stage | None:
    """Return the latest step of the plan whose day has come; earlier ones that were missed are not made up for.

    A month after the last step the plan is over: who is missing then stays on the superior's page.
    """
    reached = [stage for stage in plan() if stage.on(due) <= today]
    return reached[-1] if reached and today <= plan()[-1].on(due) + _OVER else None


def year_in_season(today: date) -> int:
    """Return the year whose reports are being collected: the one before today's."""
    return today.year - 1
