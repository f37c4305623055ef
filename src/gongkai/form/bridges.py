"""How the cells of one edition answer to those of another, from `bridges/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from gongkai.form.load import edition
from gongkai.form.model import Cell, Edition


@dataclass(frozen=True, eq=False)
class Bridge:
    """From one edition to another: the cells that mean the same, and why the others have no counterpart.

    Attributes:
        old: the edition one comes from.
        new: the edition one goes to.
        same: refs of `new` by refs of `old`.
        without: for every other cell of either edition, why it has no counterpart.
    """

    old: Edition
    new: Edition
    same: Mapping[str, str]
    without: Mapping[str, str]

    def back(self, ref: str) -> str | None:
        """Return the cell of `old` that answers to a cell of `new`."""
        return self._backward.get(ref)

    @property
    def _backward(self) -> Mapping[str, str]:
        return _reversed(self)


@cache
def _reversed(bridge: Bridge) -> Mapping[str, str]:
    return {new: old for old, new in bridge.same.items()}


@cache
def bridge(old: str, new: str) -> Bridge | None:
    """Return the bridge between two editions, in either direction; None where the data has none."""
    if old == new:
        form = edition(old)
        return Bridge(form, form, MappingProxyType({cell.ref: cell.ref for cell in form.cells}), MappingProxyType({}))
    for data in _all():
        if {data["old"], data["new"]} == {old, new}:
            return _bridge(edition(old), edition(new), data)
    return None


@cache
def _all() -> tuple[Mapping[str, Any], ...]:
    folder = resources.files("gongkai.form") / "bridges"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(tomllib.loads(entry.read_text("utf-8")) for entry in files)


def _bridge(old: Edition, new: Edition, data: Mapping[str, Any]) -> Bridge:
    def means_the_same(cell: Cell) -> bool:
        return cell.table in data["same_tables"] or cell.ref in data["same"]

    same = {cell.ref: cell.ref for cell in old.cells if cell.ref in new.index and means_the_same(cell)}
    reasons = {row: item["why"] for item in data["without"] for row in item["rows"]}
    without = {
        cell.ref: reasons.get(cell.ref.rpartition("/")[0], "")
        for cell in (*old.cells, *new.cells)
        if cell.ref not in same
    }
    return Bridge(old, new, MappingProxyType(same), MappingProxyType(without))
