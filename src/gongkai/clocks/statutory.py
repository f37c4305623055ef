"""Festivals fixed by law, for years whose notice has not been published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from gongkai.law.files import load


@cache
def _data() -> dict[str, Any]:
    return load("gongkai.clocks", "statutory.toml")


def last_known_year() -> int:
    """The last year whose lunar festivals are in the data."""
    return max(int(year) for year in _data()["year"])


def knows_lunar(year: int) -> bool:
    """Whether the lunar festivals of a year are in the data."""
    return str(year) in _data()["year"]


def statutory_days(year: int) -> Iterator[tuple[date, str, str]]:
    """The days off that law itself fixes in a year: day, name, basis."""
    for row in _data()["every_year"]:
        month, day = (int(part) for part in row["on"].split("-"))
        yield date(year, month, day), row["name"], row["basis"]
    lunar = _data()["year"].get(str(year))
    if lunar is None:
        return
    for offset in range(-1, 3):
        yield lunar["new_year"] + timedelta(days=offset), "春节", "holiday_measures#2.2"
    yield lunar["qingming"], "清明节", "holiday_measures#2.3"
    yield lunar["duanwu"], "端午节", "holiday_measures#2.5"
    yield lunar["zhongqiu"], "中秋节", "holiday_measures#2.6"
