"""The numbers of law: what was the value on a date, and on what basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.errors import LawError
from gongkai.law.files import load_all
from gongkai.law.marks import Mark


@dataclass(frozen=True)
class DatedValue:
    """One value of a parameter, from a day on, with its basis and how well it is known."""

    first_day: date
    value: int | str | bool
    basis: str
    mark: Mark
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the official text itself was read."""
        return self.mark.confirmed

    @property
    def count(self) -> int:
        """The value as a number of days, months or years."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise LawError(f"“{self.value}”不是数目", field="parameter")
        return self.value


@dataclass(frozen=True)
class Parameter:
    """A number of law over time."""

    name: str
    zh: str
    unit: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value in force on a day."""
        found = [value for value in self.values if value.first_day <= day]
        if not found:
            raise LawError(
                f"“{self.zh}”在{day.isoformat()}没有可用的规定",
                why=f"最早的规定自{self.values[0].first_day.isoformat()}起",
                field=self.name,
            )
        return found[-1]


@cache
def parameters() -> dict[str, Parameter]:
    """All parameters by name."""
    return {stem: _parameter(stem, data) for stem, data in load_all("gongkai.law", "parameters")}


def parameter(name: str) -> Parameter:
    """One parameter by name."""
    try:
        return parameters()[name]
    except KeyError:
        raise LawError(f"没有名为“{name}”的法定数值", field="parameter") from None


def value(name: str, *, on: date) -> DatedValue:
    """The value of a parameter on a date."""
    return parameter(name).on(on)


def _parameter(name: str, data: dict[str, Any]) -> Parameter:
    values = tuple(_dated(name, row) for row in data["value"])
    if list(values) != sorted(values, key=lambda v: v.first_day):
        raise LawError(f"法定数值“{name}”的各段日期没有按先后排列", field=name)
    return Parameter(name, data["zh"], data["unit"], values)


def _dated(name: str, row: dict[str, Any]) -> DatedValue:
    mark = Mark(row["mark"])
    if row["confirmed"] is not mark.confirmed:
        raise LawError(f"法定数值“{name}”的 confirmed 与 mark 不一致", field=name)
    return DatedValue(row["from"], row["value"], row["basis"], mark, row.get("note", ""))
