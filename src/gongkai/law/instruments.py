"""The instruments of law that Gongkai cites, with the days they were in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.errors import LawError
from gongkai.law.files import load
from gongkai.law.marks import Mark


@dataclass(frozen=True)
class Instrument:
    """One law, regulation, interpretation or official letter."""

    id: str
    title: str
    short: str
    number: str
    first_day: date
    last_day: date | None
    mark: Mark
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the instrument was in force on that day."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by id."""
    return {
        row["id"]: Instrument(
            id=row["id"],
            title=row["title"],
            short=row["short"],
            number=row["number"],
            first_day=row["from"],
            last_day=row.get("until"),
            mark=Mark(row["mark"]),
            note=row.get("note", ""),
        )
        for row in load("gongkai.law", "instruments.toml")["instrument"]
    }


def instrument(ref: str) -> Instrument:
    """One instrument by id."""
    try:
        return instruments()[ref]
    except KeyError:
        raise LawError(
            f"没有编号为“{ref}”的法律文件", fix="可用编号：" + "、".join(instruments()), field="ref"
        ) from None
