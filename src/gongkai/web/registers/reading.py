"""What must hold in an entry beside the columns themselves, and which years it touches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from gongkai.web.organs.columns import in_order, not_ahead, read_values
from gongkai.web.registers.books import Book
from gongkai.web.registers.choices import CountKind
from gongkai.web.registers.facts import ended_on


def judge(book: Book, values: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return the values of an entry's fields.

    Raises:
        EntryFaults: a needed value is missing, one cannot be read, or two do not go together.
    """
    return read_values(book.columns, values, today, _RULES)


def _month_begun(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    ahead = "month" in found and (found["year"], found["month"]) > (today.year, today.month)
    return "month", "晚于本月，尚未发生的不能登记" if ahead else ""


def _basis_with_repeal(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    alone = found.get("repeal_basis") and not found.get("repealed_on")
    return "repealed_on", "填了废止依据，没有填废止日期" if alone else ""


def _name_of_other(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    if "source" not in found or "name" not in found:
        return "name", ""  # another book
    if found.get("kind") == CountKind.OTHER:
        return "name", "" if found["name"] else "种类是“其他”的，要写明名称和单位"
    return "name", "种类不是“其他”的，名称空着" if found["name"] else ""


_RULES: Final = (
    _name_of_other,
    not_ahead("issued_on"),
    not_ahead("repealed_on"),
    not_ahead("listed_on"),
    not_ahead("bought_on"),
    _month_begun,
    in_order("issued_on", "repealed_on", "早于制发日期"),
    in_order("issued_on", "valid_until", "早于制发日期"),
    in_order("issued_on", "disclosed_on", "早于制发日期"),
    in_order("listed_on", "delisted_on", "早于列入日期"),
    _basis_with_repeal,
)


def years_touched(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> set[int]:
    """Return the years whose figures an entry changes: all of its years when new, voided or counted differently."""
    old, new = _years(before), _years(after)
    if before is None or after is None or _weight(before) != _weight(after):
        return {*old.values(), *new.values()}
    changed = {field for field in old.keys() | new.keys() if old.get(field) != new.get(field)}
    return {side[field] for side in (old, new) for field in changed if field in side}


def _years(values: Mapping[str, Any] | None) -> dict[str, int]:
    if values is None:
        return {}
    if "year" in values:
        return {"year": values["year"]}
    fields = ("issued_on", "disclosed_on", "listed_on", "delisted_on", "bought_on")
    found = {field: values[field].year for field in fields if values.get(field)}
    if end := ended_on(values.get("valid_until"), values.get("repealed_on")):
        found["ended_on"] = end.year
    return found


def _weight(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values.get(field) for field in ("kind", "count", "amount_yuan"))
