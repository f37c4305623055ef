"""Read a report that Gongkai wrote as JSON: the mirror of `gongkai.write.json`.

Numbers are read exactly: a figure with decimals becomes a `Decimal` with its digits unchanged. A figure of the wrong
kind is not taken: its cell is blank and `unread` says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from gongkai.errors import NotAReport, UnknownRef, UnreadableFile
from gongkai.form import Cell, CellType, Edition, edition
from gongkai.report import ABSENT, Heading, Place, Report, Section, Unread, Value

_KINDS: dict[CellType, str] = {
    CellType.COUNT: "非负整数",
    CellType.CHANGE: "整数",
    CellType.DECIMAL: "数",
    CellType.TEXT: "文字",
}


def read_json_text(text: str) -> Report:
    """Read one JSON object of the shape that `gongkai read --format json` prints.

    Raises:
        UnreadableFile: the text is no JSON, or nested too deeply.
        NotAReport: the object is not a report in this shape.

    """
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except RecursionError:
        raise UnreadableFile("这份 JSON 嵌套过深", fix="请用 gongkai 重新导出") from None
    except ValueError as error:
        raise UnreadableFile("这个文件不是完整的 JSON", why=str(error), fix="请用 gongkai 重新导出") from None
    return read_json_object(data)


def read_json_object(data: object) -> Report:
    """Build the report of one parsed object (floats parsed as `Decimal`).

    Raises:
        NotAReport: the object is not a report in this shape.

    """
    shape = _mapping(data, "文件")
    if "cells" not in shape or "edition" not in shape:
        raise NotAReport("这份 JSON 不是年度报告", why="没有 edition 和 cells 两项")
    form = _edition(shape["edition"])
    values, refused = _values(form, _mapping(shape["cells"], "cells"))
    headings = _texts(shape.get("headings"), "headings")
    return Report(
        organ=_word(shape, "organ"),
        year=_year(shape),
        edition=form,
        values=values,
        places=_places(form, _mapping(shape.get("sources") or {}, "sources")),
        sections={n: Section(n, text) for n, text in _texts(shape.get("sections"), "sections").items()},
        headings=tuple(Heading(n, text, 0, 0) for n, text in sorted({**form.sections, **headings}.items())),
        title=_word(shape, "title") or "",
        published_on=_date(_word(shape, "published_on")),
        unread=(*_unread(shape.get("unread")), *refused),
        file=_word(shape, "file") or "",
    )


def _refuse_constant(name: str) -> object:
    raise ValueError(f"JSON 里没有 {name} 这个数")


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise NotAReport("这份 JSON 不是年度报告", why=f"{name} 应当是一个对象", field=name)
    return value


def _word(shape: Mapping[str, Any], name: str) -> str | None:
    value = shape.get(name)
    if value is not None and not isinstance(value, str):
        raise NotAReport("这份 JSON 不是年度报告", why=f"{name} 应当是文字", field=name)
    return value


def _year(shape: Mapping[str, Any]) -> int | None:
    value = shape.get("year")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise NotAReport("这份 JSON 不是年度报告", why="year 应当是年份", field="year")
    return value


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotAReport("这份 JSON 不是年度报告", why=f"published_on“{text}”不是日期", field="published_on") from None


def _edition(value: object) -> Edition:
    try:
        return edition(str(value))
    except UnknownRef as error:
        raise NotAReport("这份 JSON 用的表格版本不认识", why=error.what, fix=error.fix, field="edition") from None


def _texts(value: object, name: str) -> dict[int, str]:
    texts = _mapping(value or {}, name)
    if not all(key.isdecimal() and isinstance(text, str) for key, text in texts.items()):
        raise NotAReport("这份 JSON 不是年度报告", why=f"{name} 应当以章节号对文字", field=name)
    return {int(key): text for key, text in texts.items()}


def _values(form: Edition, given: Mapping[str, Any]) -> tuple[tuple[Value, ...], list[Unread]]:
    values: list[Value] = [ABSENT] * len(form.cells)
    refused: list[Unread] = []
    for ref, value in given.items():
        index = form.index.get(ref)
        if index is None:
            refused.append(Unread(ref, str(value), f"{form.instrument}的格式没有这个单元格"))
            continue
        cell = form.cells[index]
        if _fits(cell, value):
            values[index] = cast("Value", value)
        else:
            values[index] = None
            refused.append(Unread(ref, str(value), f"这里应当是{_KINDS[cell.type]}"))
    return tuple(values), refused


def _fits(cell: Cell, value: object) -> bool:
    """Whether a JSON value is of the cell's kind; null always is."""
    if value is None:
        return True
    if isinstance(value, bool):
        return False
    if cell.type is CellType.TEXT:
        return isinstance(value, str)
    if cell.type is CellType.DECIMAL:
        return isinstance(value, (int, Decimal))
    return isinstance(value, int) and (value >= 0 or cell.type is CellType.CHANGE)


def _places(form: Edition, given: Mapping[str, Any]) -> tuple[Place | None, ...]:
    if not given:
        return ()
    places: list[Place | None] = [None] * len(form.cells)
    for ref, source in given.items():
        if ref in form.index:
            places[form.index[ref]] = _place(source)
    return tuple(places)


def _place(source: object) -> Place:
    known = _mapping(source, "sources")
    box = known.get("box")
    if box is not None and not (isinstance(box, list) and len(box) == 4):
        raise NotAReport("这份 JSON 不是年度报告", why="box 应当是四个数", field="sources")
    return Place(
        text=str(known.get("text", "")),
        line=known.get("line"),
        column=known.get("column"),
        page=known.get("page"),
        table=known.get("table"),
        row=known.get("row"),
        box=(float(box[0]), float(box[1]), float(box[2]), float(box[3])) if box else None,
        how=str(known.get("how", "printed")),
        why=str(known.get("why", "")),
    )


def _unread(given: object) -> list[Unread]:
    if given is not None and not isinstance(given, list):
        raise NotAReport("这份 JSON 不是年度报告", why="unread 应当是一个列表", field="unread")
    items = [_mapping(item, "unread") for item in given or ()]
    return [
        Unread(item.get("ref"), str(item.get("text", "")), str(item.get("why", "")), _maybe_place(item.get("place")))
        for item in items
    ]


def _maybe_place(source: object) -> Place | None:
    return None if source is None else _place(source)
