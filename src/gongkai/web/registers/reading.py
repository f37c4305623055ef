"""From what somebody typed to what an entry holds, every fault with its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from gongkai.errors import GongkaiError
from gongkai.web.registers.books import Book, Column
from gongkai.web.registers.facts import ended_on

FIRST_YEAR: Final = 1949
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?")
_MOST_COUNT: Final = 2_000_000_000


class EntryFaults(GongkaiError):
    """What somebody typed cannot stand: (field, what is wrong) for each fault."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("；".join(message for _, message in faults), fix="请改正后重新提交")


class _Wrong(Exception):
    """A value that cannot be read."""


def judge(book: Book, values: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return the values of an entry's fields.

    Raises:
        EntryFaults: a needed value is missing, one cannot be read, or two do not go together.
    """
    found: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for column in book.columns:
        text = str(values.get(column.field, "")).strip()
        try:
            found[column.field] = _read(column, text)
        except _Wrong as wrong:
            faults.append((column.field, str(wrong)))
    if not faults:
        faults = [(field, why) for rule in _TOGETHER for field, why in [rule(found, today)] if why]
    if faults:
        raise EntryFaults(faults)
    return found


def _read(column: Column, text: str) -> object:
    if not text:
        if column.needed:
            raise _Wrong("没有填写")
        return None if column.type == "day" else ""
    return _READERS[column.type](column, text)


def _text(column: Column, text: str) -> str:
    if len(text) > column.most:
        raise _Wrong(f"超过{column.most}字")
    return text


def _choice(column: Column, text: str) -> str:
    for value, label in column.choices:
        if text in (value, str(label)):
            return value
    raise _Wrong("不在可选范围内，可填：" + "、".join(str(label) for _, label in column.choices))


def _day(column: Column, text: str) -> date:
    match = _DAY.fullmatch(text)
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None or day.year < FIRST_YEAR:
        raise _Wrong("不是日期，应当如 2023-05-08")
    return day


def _year(column: Column, text: str) -> int:
    digits = text.removesuffix("年")
    if not re.fullmatch(r"[12]\d{3}", digits, re.ASCII) or int(digits) < FIRST_YEAR:
        raise _Wrong("不是年度，应当如 2023")
    return int(digits)


def _month(column: Column, text: str) -> int:
    digits = text.removesuffix("月").removesuffix("份")
    if not re.fullmatch(r"0?[1-9]|1[0-2]", digits, re.ASCII):
        raise _Wrong("不是月份，应当为1至12")
    return int(digits)


def _count(column: Column, text: str) -> int:
    digits = text.replace(",", "").removesuffix("件")
    if not re.fullmatch(r"\d{1,10}", digits, re.ASCII) or int(digits) > _MOST_COUNT:
        raise _Wrong("不是件数，应当是0或者正整数")
    return int(digits)


def _yuan(column: Column, text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "").removesuffix("元"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 13:
        raise _Wrong("不是金额，应当如 12345.60，单位为元")
    if amount != amount.quantize(Decimal("0.01")):
        raise _Wrong("金额最多两位小数（单位是元，不是万元）")
    return amount.quantize(Decimal("0.01"))


_READERS: Final[Mapping[str, Callable[[Column, str], object]]] = {
    "text": _text,
    "choice": _choice,
    "day": _day,
    "year": _year,
    "month": _month,
    "count": _count,
    "yuan": _yuan,
}


def _in_order(first: str, then: str, words: str) -> Callable[[Mapping[str, Any], date], tuple[str, str]]:
    def rule(found: Mapping[str, Any], today: date) -> tuple[str, str]:
        earlier, later = found.get(first), found.get(then)
        return then, words if earlier and later and later < earlier else ""

    return rule


def _not_ahead(field: str) -> Callable[[Mapping[str, Any], date], tuple[str, str]]:
    def rule(found: Mapping[str, Any], today: date) -> tuple[str, str]:
        return field, "晚于今天，尚未发生的不能登记" if found.get(field) and found[field] > today else ""

    return rule


def _month_begun(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    ahead = "month" in found and (found["year"], found["month"]) > (today.year, today.month)
    return "month", "晚于本月，尚未发生的不能登记" if ahead else ""


def _basis_with_repeal(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    alone = found.get("repeal_basis") and not found.get("repealed_on")
    return "repealed_on", "填了废止依据，没有填废止日期" if alone else ""


_TOGETHER: Final = (
    _not_ahead("issued_on"),
    _not_ahead("repealed_on"),
    _not_ahead("listed_on"),
    _not_ahead("bought_on"),
    _month_begun,
    _in_order("issued_on", "repealed_on", "早于制发日期"),
    _in_order("issued_on", "valid_until", "早于制发日期"),
    _in_order("issued_on", "disclosed_on", "早于制发日期"),
    _in_order("listed_on", "delisted_on", "早于列入日期"),
    _basis_with_repeal,
)


def years_touched(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> set[int]:
    """Return the years whose figures an entry changes: all of its years when new, voided or counted differently."""
    old, new = _days(before), _days(after)
    if before is None or after is None or _weight(before) != _weight(after):
        return {*old.values(), *new.values()}
    return {year for field in old.keys() | new.keys() if old.get(field) != new.get(field)
            for year in (old.get(field), new.get(field)) if year}  # fmt: skip


def _days(values: Mapping[str, Any] | None) -> dict[str, int]:
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
    return tuple(values.get(field) for field in ("kind", "count", "amount_yuan", "month"))
