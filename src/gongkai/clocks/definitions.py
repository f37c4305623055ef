"""The clocks and their interruptions, read from data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.errors import InputError
from gongkai.law import Mark
from gongkai.law.files import load


@dataclass(frozen=True)
class Clock:
    """One statutory period: where its length stands, when it starts, what happens when it lapses."""

    id: str
    zh: str
    parameter: str
    starts: str
    lapse: str
    application: bool = False
    rolls: str | None = None
    basis: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class ConsultationKind:
    """A kind of consultation whose time is not counted."""

    id: str
    zh: str
    basis: str
    limit: str | None


@dataclass(frozen=True)
class RestartKind:
    """An event after which the reply period runs afresh."""

    id: str
    zh: str
    basis: str
    mark: Mark


@cache
def clocks() -> dict[str, Clock]:
    """All clocks by id."""
    return {
        name: Clock(
            id=name,
            zh=row["zh"],
            parameter=row["parameter"],
            starts=row["starts"],
            lapse=row["lapse"],
            application=row.get("application", False),
            rolls=row.get("rolls"),
            basis=row.get("basis"),
            mark=Mark(row["mark"]) if "mark" in row else None,
        )
        for name, row in load("gongkai.clocks", "clocks.toml").items()
        if isinstance(row, dict)
    }


def clock(name: str) -> Clock:
    """One clock by id."""
    if name not in clocks():
        raise InputError(
            f"没有名为“{name}”的期限",
            fix="可用：" + "、".join(f"{c.id}（{c.zh}）" for c in clocks().values()),
            field="clock",
        )
    return clocks()[name]


@cache
def consultation_kinds() -> dict[str, ConsultationKind]:
    """All kinds of consultation by id."""
    rows = load("gongkai.clocks", "interruptions.toml")["consultation"]
    return {name: ConsultationKind(name, row["zh"], row["basis"], row.get("limit")) for name, row in rows.items()}


@cache
def restart_kinds() -> dict[str, RestartKind]:
    """All kinds of restart by id."""
    rows = load("gongkai.clocks", "interruptions.toml")["restart"]
    return {name: RestartKind(name, row["zh"], row["basis"], Mark(row["mark"])) for name, row in rows.items()}
