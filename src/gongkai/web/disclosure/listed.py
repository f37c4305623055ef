"""What the room keeps as lists: channels, fields of the guide, institutions, fields of the standard catalogues."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Channel:
    """A way of making information public. `is_automatic`: counted, not typed. `has_account`: posts name an account."""

    id: str
    zh: str
    basis: str
    is_automatic: bool = False
    has_account: bool = False


@dataclass(frozen=True, slots=True)
class GuideField:
    """One thing that the guide holds, and where the platform keeps it: `contact` or `guide`."""

    id: str
    zh: str
    kept_in: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Institution:
    """A rule that an organ has to give itself."""

    id: str
    zh: str
    basis: str
    only_governments: bool


@dataclass(frozen=True, slots=True)
class Standard:
    """The fields and columns of local standard catalogues, and how well they are known."""

    fields: Mapping[str, str]
    columns: Mapping[str, str]
    is_confirmed: bool
    note: str


@cache
def channels() -> Mapping[str, Channel]:
    """Return the channels by id, in the order in which they are shown."""
    return {
        row["id"]: Channel(row["id"], row["zh"], row["basis"], row.get("automatic", False), row.get("account", False))
        for row in _read("channels.toml")["channel"]
    }


@cache
def guide_fields() -> tuple[GuideField, ...]:
    """Return what the guide holds (Article 12)."""
    rows = _read("guide_fields.toml")["field"]
    return tuple(GuideField(row["id"], row["zh"], row["kept_in"], row.get("required", False)) for row in rows)


@cache
def institutions() -> Mapping[str, Institution]:
    """Return the institutions by id."""
    return {
        row["id"]: Institution(row["id"], row["zh"], row["basis"], row.get("governments", False))
        for row in _read("institutions.toml")["institution"]
    }


@cache
def standard() -> Standard:
    """Return the fields and columns of the local standard catalogues."""
    data = _read("standard_fields.toml")
    return Standard(
        {row["id"]: row["zh"] for row in data["fields"]},
        {row["id"]: row["zh"] for row in data["columns"]},
        data["confirmed"],
        data["note"],
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("gongkai.web.disclosure").joinpath(name).read_text("utf-8"))
