"""The categories of Articles 20 and 21, themes and genres, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Category:
    """One category of what the law has organs make public: id, words, article."""

    id: str
    zh: str
    article: str = ""


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("gongkai.web.disclosure").joinpath("categories.toml").read_text("utf-8"))


@cache
def categories() -> Mapping[str, Category]:
    """Return the categories by id, in the order of the law."""
    return {row["id"]: Category(row["id"], row["zh"], row["article"]) for row in _data()["category"]}


@cache
def themes() -> Mapping[str, str]:
    """Return the words of each theme by id."""
    return {row["id"]: row["zh"] for row in _data()["theme"]}


@cache
def genres() -> Mapping[str, str]:
    """Return the words of each genre by id."""
    return {row["id"]: row["zh"] for row in _data()["genre"]}
