"""Read a report that Gongkai wrote as CSV: lines of `ref,label,value`, the mirror of `gongkai.write.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from gongkai.errors import NotAReport, UnknownRef
from gongkai.form import CellType, edition
from gongkai.read.own_json import read_json_object
from gongkai.report import Report

HEADER: Final = ("ref", "label", "value")


def is_own_header(row: Sequence[str]) -> bool:
    """Whether a file's first row says that Gongkai wrote it."""
    return tuple(cell.strip().lstrip("\ufeff") for cell in row) == HEADER


def read_own_rows(rows: Iterable[Sequence[str]]) -> Report:
    """Build the report of rows `ref, label, value`, the header not among them.

    Raises:
        NotAReport: a row is not of this shape, or the edition is unknown.
    """
    shape: dict[str, Any] = {"cells": {}, "sections": {}, "headings": {}}
    figures: dict[str, str] = {}
    for row in rows:
        if not any(row):
            continue
        if len(row) != 3:
            raise NotAReport("这份 CSV 不是 gongkai 写出的年度报告", why="每行应当是 ref、label、value 三项")
        ref, label, value = row
        kind, _, name = ref.partition("/")
        if kind == "report":
            shape[name] = _unguard(value) or None
        elif kind == "sections":
            shape["sections"][name] = _unguard(value)
            shape["headings"][name] = _unguard(label)
        else:
            figures[ref] = value
    year = shape.get("year")
    shape["year"] = int(year) if isinstance(year, str) and year.isdecimal() else None
    shape["cells"] = {ref: _figure(str(shape.get("edition")), ref, value) for ref, value in figures.items()}
    return read_json_object(shape)


def _figure(edition_id: str, ref: str, value: str) -> object:
    """Return a figure as its cell's type has it; what does not fit stays text, and is refused with the cell's name."""
    if not value:
        return None
    try:
        form = edition(edition_id)
    except UnknownRef as error:
        raise NotAReport("这份 CSV 用的表格版本不认识", why=error.what, fix=error.fix) from None
    index = form.index.get(ref)
    if index is None or form.cells[index].type is CellType.TEXT:
        return _unguard(value)
    try:
        return Decimal(value) if "." in value else int(value)
    except (ValueError, InvalidOperation):
        return value


def _unguard(text: str) -> str:
    return text.removeprefix("'")
