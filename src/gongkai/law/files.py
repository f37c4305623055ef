"""Reading the data files of this package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any


def load(room: str, name: str) -> dict[str, Any]:
    """Read one TOML file that lies in a room of the package."""
    return tomllib.loads(files(room).joinpath(name).read_text(encoding="utf-8"))


def load_all(room: str, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read every TOML file of a folder, in order of name; yield its stem and content."""
    for entry in sorted(files(room).joinpath(folder).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            yield entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text(encoding="utf-8"))
