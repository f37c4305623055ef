"""Columns that people fill in, in a form or a spreadsheet: what may stand in each, and every fault with its column."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal

import xlsxwriter

from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ColumnType = Literal["text", "long", "choice", "day", "year", "month", "count", "yuan"]
FIRST_YEAR: Final = 1949
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?")
_MOST_COUNT: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, its heading, and what may stand in it."""

    field: str
    head: str
    type: ColumnType = "text"
    needed: bool = False
    help: str = ""
    most: int = 200
    choices: Sequence[tuple[str, StrOrPromise]] = ()


class EntryFaults(GongkaiError):
    """What somebody typed cannot stand: (field, what is wrong) for each fault."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("；".join(message for _, message in faults), fix="请改正后重新提交")


class _Wrong(Exception):
    """A value that cannot be read."""


Rule = Callable[[Mapping[str, Any], date], tuple[str, str]]
"""What must hold between values: the field at fault and what is wrong, or "" where nothing is."""


def read_values(
    columns: Sequence[Column], values: Mapping[str, str], today: date, rules: Iterable[Rule] = ()
) -> dict[str, Any]:
    """Return the values by field: texts, dates, numbers; a day left empty is None.

    Raises:
        EntryFaults: a needed value is missing, one cannot be read, or two do not go together.
    """
    found: dict[str, Any] = {}
    faults: list[tuple[str, str]] = []
    for column in columns:
        text = str(values.get(column.field, "")).strip()
        try:
            found[column.field] = _read(column, text)
        except _Wrong as wrong:
            faults.append((column.field, str(wrong)))
    if not faults:
        faults = [(field, why) for rule in rules for field, why in [rule(found, today)] if why]
    if faults:
        raise EntryFaults(faults)
    return found


def in_order(first: str, then: str, words: str) -> Rule:
    """Return the rule that one day is not before another."""

    def rule(found: Mapping[str, Any], today: date) -> tuple[str, str]:
        earlier, later = found.get(first), found.get(then)
        return then, words if earlier and later and later < earlier else ""

    return rule


def not_ahead(field: str) -> Rule:
    """Return the rule that a day has come."""

    def rule(found: Mapping[str, Any], today: date) -> tuple[str, str]:
        return field, "晚于今天，尚未发生的不能登记" if found.get(field) and found[field] > today else ""

    return rule


def template(title: str, columns: Sequence[Column]) -> bytes:
    """Return an empty spreadsheet with the columns, lists to choose from, and a sheet that says how to fill it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, notes = book.add_worksheet(title[:31]), book.add_worksheet("填写说明")
        bold, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        for place, column in enumerate(columns):
            sheet.write(0, place, column.head, bold)
            sheet.set_column(place, place, 36 if column.most > 100 and column.type == "text" else 16, text)
            labels = [str(label) for value, label in column.choices if value]
            if labels:
                sheet.data_validation(1, place, 5000, place, {"validate": "list", "source": labels})
            notes.write_row(place, 0, [column.head, "必填" if column.needed else "可空", explained(column)], text)
        notes.set_column(0, 0, 20)
        notes.set_column(2, 2, 80)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


_KINDS: Final[Mapping[str, str]] = {
    "day": "日期，如 2023-05-08",
    "year": "年度，如 2023",
    "month": "1至12",
    "count": "0或者正整数",
    "yuan": "金额，单位为元，最多两位小数",
}


def explained(column: Column) -> str:
    """Return what may stand in a column, for who fills it in."""
    kind = _KINDS.get(column.type, "、".join(str(label) for value, label in column.choices if value))
    return "。".join(filter(None, (kind, column.help)))


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
    raise _Wrong("不在可选范围内，可填：" + "、".join(str(label) for value, label in column.choices if value))


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
    digits = text.removesuffix("份").removesuffix("月")
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
    "long": _text,
    "choice": _choice,
    "day": _day,
    "year": _year,
    "month": _month,
    "count": _count,
    "yuan": _yuan,
}
