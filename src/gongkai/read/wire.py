"""A report as the bytes that the child process sends and the parent checks: plain JSON, nothing that can run."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.errors import MissingTool, NotAReport, UnreadableFile, UnsafeFile
from gongkai.form import edition
from gongkai.report import ABSENT, Heading, Place, Report, Section, Unread, Value

_ERRORS = {kind.__name__: kind for kind in (UnreadableFile, NotAReport, UnsafeFile, MissingTool)}


def pack_report(report: Report) -> bytes:
    """Return the bytes of a report."""
    shape = {
        "organ": report.organ,
        "year": report.year,
        "edition": report.edition.id,
        "values": [_pack_value(value) for value in report.values],
        "places": [place and list(place) for place in report.places],
        "sections": [[section.number, section.text, section.offset] for section in report.sections.values()],
        "headings": [[h.number, h.text, h.offset, h.line] for h in report.headings],
        "title": report.title,
        "published_on": report.published_on and report.published_on.isoformat(),
        "unread": [[item.ref, item.text, item.why, item.place and list(item.place)] for item in report.unread],
        "text": report.text,
        "file": report.file,
    }
    return json.dumps(shape, ensure_ascii=True).encode("ascii")


def pack_error(error: UnreadableFile) -> bytes:
    """Return the bytes of a refusal."""
    shape = {"error": type(error).__name__, "what": error.what, "why": error.why, "fix": error.fix}
    return json.dumps(shape, ensure_ascii=True).encode("ascii")


def unpack(data: bytes) -> Report:
    """Return the report in the bytes, or raise the refusal in them.

    Raises:
        UnreadableFile: the refusal; or the bytes are not what `pack_report` and `pack_error` write.
    """
    try:
        shape = json.loads(data)
        if isinstance(shape, dict) and "error" in shape:
            kind = _ERRORS.get(str(shape["error"]), UnreadableFile)
            refusal = kind(str(shape["what"]), why=str(shape["why"]), fix=str(shape["fix"]))
        else:
            return _report(shape)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError) as error:
        raise UnreadableFile("解析进程的结果不完整", why=str(error)[:200]) from None
    raise refusal


def _report(shape: dict[str, Any]) -> Report:
    form = edition(_text(shape["edition"]))
    values = tuple(_value(value) for value in shape["values"])
    places = tuple(_place(place) for place in shape["places"])
    if len(values) != len(form.cells) or len(places) not in {0, len(values)}:
        raise ValueError("单元格数与格式不符")
    published = shape["published_on"]
    return Report(
        organ=_maybe_text(shape["organ"]),
        year=_maybe_number(shape["year"]),
        edition=form,
        values=values,
        places=places,
        sections={
            _number(number): Section(_number(number), _text(text), _maybe_number(offset))
            for number, text, offset in shape["sections"]
        },
        headings=tuple(
            Heading(_number(number), _text(text), _number(offset), _number(line))
            for number, text, offset, line in shape["headings"]
        ),
        title=_text(shape["title"]),
        published_on=date.fromisoformat(_text(published)) if published else None,
        unread=tuple(
            Unread(_maybe_text(ref), _text(text), _text(why), _place(place))
            for ref, text, why, place in shape["unread"]
        ),
        text=_text(shape["text"]),
        file=_text(shape["file"]),
    )


def _pack_value(value: Value) -> object:
    if value is ABSENT:
        return {"absent": True}
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def _value(shape: object) -> Value:
    if isinstance(shape, dict):
        return Decimal(_text(shape["decimal"])) if "decimal" in shape else ABSENT
    if shape is None or (isinstance(shape, (int, str)) and not isinstance(shape, bool)):
        return shape
    raise TypeError("单元格的值不是数或文字")


def _place(shape: list[Any] | None) -> Place | None:
    if shape is None:
        return None
    text, line, column, page, table, row, box, how, why = shape
    edges = None
    if box:
        left, top, right, bottom = box
        edges = (float(left), float(top), float(right), float(bottom))
    numbers = (_maybe_number(line), _maybe_number(column), _maybe_number(page), _maybe_number(table))
    return Place(_text(text), *numbers, _maybe_number(row), edges, _text(how), _text(why))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("应当是文字")
    return value


def _maybe_text(value: object) -> str | None:
    return None if value is None else _text(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("应当是整数")
    return value


def _maybe_number(value: object) -> int | None:
    return None if value is None else _number(value)
