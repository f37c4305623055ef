"""Between the numbers of a report and what a JSON column keeps of them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from gongkai.errors import InputError
from gongkai.form import Cell, CellType
from gongkai.report import Value

Kept = int | str | None


def keep_value(value: Value) -> Kept:
    """Return a value as a JSON column keeps it: a decimal as a string, so that no digit is lost."""
    if isinstance(value, int | str):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else None


def load_value(cell: Cell, kept: Kept) -> int | Decimal | str | None:
    """Return the value of a cell that a JSON column kept."""
    if kept is None or cell.type is CellType.TEXT:
        return None if kept is None else str(kept)
    return Decimal(kept) if cell.type is CellType.DECIMAL else int(kept)


def read_value(cell: Cell, typed: str) -> int | Decimal | str | None:
    """Read what a person typed into a cell; nothing typed is a blank.

    Raises:
        InputError: it is not what the cell may hold.
    """
    text = typed.strip().replace(",", "").replace("，", "")
    if not text or cell.type is CellType.TEXT:
        return typed.strip() or None
    if cell.type is CellType.DECIMAL:
        return _decimal(cell, text)
    digits = text[1:] if cell.type is CellType.CHANGE and text[:1] in "+-" else text
    if not (digits.isascii() and digits.isdigit()):
        raise InputError(
            f"“{cell.label}”（{cell.ref}）填的“{typed.strip()}”不是整数", fix="请填写阿拉伯数字的整数", field="stated"
        )
    return int(text)


def _decimal(cell: Cell, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise InputError(
            f"“{cell.label}”（{cell.ref}）填的“{text}”不是金额",
            fix=f"请填写以{cell.column.unit or '元'}为单位的数字，可以有小数",
            field="stated",
        )
    return value
