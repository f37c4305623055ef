"""Graduated price schedules, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.errors import LawError
from gongkai.law.files import load_all
from gongkai.law.marks import Mark


@dataclass(frozen=True)
class Tier:
    """A price for each unit from `first` to `last`; without `last`, to the end."""

    first: int
    last: int | None
    each: int
    basis: str
    span: int | None = None
    rise: int = 0

    def bands(self, count: int) -> tuple[tuple[int, int, int], ...]:
        """Cut the tier, up to `count`, into bands of one price: (first, last, price of each)."""
        end = min(count, self.last) if self.last is not None else count
        width = self.span or max(end, 1)
        return tuple(
            (first, min(first + width - 1, end), self.each + step * self.rise)
            for step, first in enumerate(range(self.first, end + 1, width))
        )


@dataclass(frozen=True)
class Schedule:
    """A graduated schedule in force from a day on."""

    name: str
    zh: str
    counted: str
    per: str
    first_day: date
    basis: str
    mark: Mark
    note: str
    tiers: tuple[Tier, ...]


@cache
def schedules() -> dict[str, tuple[Schedule, ...]]:
    """All schedules by name, oldest first."""
    return {
        stem: tuple(_schedule(stem, data, row) for row in data["schedule"])
        for stem, data in load_all("gongkai.law", "schedules")
    }


def schedule(name: str, *, on: date) -> Schedule:
    """The schedule in force on a day."""
    found = [s for s in schedules()[name] if s.first_day <= on]
    if not found:
        first = schedules()[name][0]
        raise LawError(
            f"{on.isoformat()}没有可用的收费标准",
            why=f"“{first.zh}”自{first.first_day.isoformat()}起施行",
            fix="此日期之前收到的申请不收取信息处理费",
            field="on",
        )
    return found[-1]


def _schedule(name: str, data: dict[str, Any], row: dict[str, Any]) -> Schedule:
    tiers = tuple(
        Tier(t["first"], t.get("last"), t["each"], t["basis"], t.get("span"), t.get("rise", 0)) for t in row["tier"]
    )
    return Schedule(
        name=name,
        zh=data["zh"],
        counted=data["counted"],
        per=data["per"],
        first_day=row["from"],
        basis=row["basis"],
        mark=Mark(row["mark"]),
        note=row.get("note", ""),
        tiers=tiers,
    )
