"""Events of a case and the table that says what each may follow, who may do it and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

from gongkai.errors import ProcedureError
from gongkai.law.files import load

FieldValue = str | int | date | tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """Something that happened in a case: what, when, by whom, with what particulars.  `ref` is unique in the case."""

    ref: str
    kind: str
    on: date
    by: str
    fields: Mapping[str, FieldValue] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, name: str) -> str:
        """A field as text; refuse anything else."""
        value = self.fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "应当是文字")
        return value

    def day(self, name: str) -> date:
        """A field as a date."""
        value = self.fields.get(name)
        if type(value) is not date:
            raise self.wrong(name, "应当是日期")
        return value

    def number(self, name: str) -> int:
        """A field as a whole number above zero."""
        value = self.fields.get(name)
        if type(value) is not int or value < 1:
            raise self.wrong(name, "应当是正整数")
        return value

    def wrong(self, name: str, why: str) -> ProcedureError:
        """The error that one of the fields is not what it should be."""
        zh = kinds()[self.kind].zh
        return ProcedureError(f"事件“{zh}”（{self.on.isoformat()}）的“{name}”{why}", field=name)


@dataclass(frozen=True)
class EventKind:
    """One row of the table of events."""

    id: str
    zh: str
    rank: int
    phases: tuple[str, ...]
    to: str | None
    by: tuple[str, ...]
    needs: tuple[str, ...]
    checks: tuple[str, ...]
    outcome: str | None
    basis: str
    once: bool
    once_per_run: bool


@cache
def kinds() -> dict[str, EventKind]:
    """The table of events, in its natural order."""
    return {
        row["id"]: EventKind(
            id=row["id"],
            zh=row["zh"],
            rank=rank,
            phases=tuple(row["from"]),
            to=row.get("to"),
            by=tuple(row["by"]),
            needs=tuple(row.get("needs", ())),
            checks=tuple(row.get("checks", ())),
            outcome=row.get("outcome"),
            basis=row["basis"],
            once=row.get("once", False),
            once_per_run=row.get("once_per_run", False),
        )
        for rank, row in enumerate(load("gongkai.procedure", "events.toml")["event"])
    }


@cache
def labels(section: str) -> dict[str, str]:
    """Chinese names of phases, roles or methods."""
    found: dict[str, str] = load("gongkai.procedure", "events.toml")[section]
    return found
