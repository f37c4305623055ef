"""Write a report as JSON, in the shape that `gongkai read --format json` prints.

The standard encoder has no exact decimals; here a `Decimal` becomes a JSON number with its digits unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import resources
from typing import Any, cast

from gongkai.errors import UnwritableReport
from gongkai.report import Place, Report, Unread
from gongkai.write.wording import title_of

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | Decimal | None


def write_json(report: Report) -> bytes:
    """Return the report as an indented JSON object in UTF-8, closed by a newline."""
    return (dump(contract_object(report), indent=1) + "\n").encode()


def contract_object(report: Report, *, public: bool = False) -> dict[str, Json]:
    """Return the report as the object that programs are promised.

    Args:
        report: the report.
        public: leave out `file`, `sources` and `unread`, which are of use only beside the file itself.

    """
    form = report.edition
    changed = {h.number: h.text for h in report.headings if h.text and h.text != form.sections.get(h.number)}
    shape: dict[str, Json] = {
        "file": report.file,
        "organ": report.organ,
        "year": report.year,
        "edition": form.id,
        "title": title_of(report),
        "published_on": report.published_on.isoformat() if report.published_on else None,
        "sections": {str(number): report.sections[number].text for number in sorted(report.sections)},
        "headings": {str(number): text for number, text in sorted(changed.items())},
        "cells": {figure.cell.ref: cast("Json", figure.value) for figure in report.figures()},
        "sources": {f.cell.ref: _place(f.place) for f in report.figures() if f.place is not None},
        "unread": [_unread(item) for item in report.unread],
    }
    if public:
        return {key: value for key, value in shape.items() if key not in {"file", "sources", "unread"}}
    return shape


def dump(value: Json, *, indent: int | None = None, depth: int = 0) -> str:
    """Encode a value; on one line where `indent` is None, as JSON Lines want it.

    Raises:
        UnwritableReport: a number that JSON cannot carry (infinite, or not a number).

    """
    if isinstance(value, Mapping):
        items = [f"{_text(str(key))}: {dump(item, indent=indent, depth=depth + 1)}" for key, item in value.items()]
        return _enclosed("{", items, "}", indent, depth)
    if isinstance(value, (list, tuple)):
        return _enclosed("[", [dump(item, indent=indent, depth=depth + 1) for item in value], "]", indent, depth)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise UnwritableReport(f"数值“{value}”不能写成 JSON", why="JSON 只能写有限的数")
        return f"{value:f}"
    return _text(value)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _enclosed(left: str, items: list[str], right: str, indent: int | None, depth: int) -> str:
    if indent is None or not items:
        return left + ", ".join(items) + right
    margin = "\n" + " " * indent * (depth + 1)
    return left + margin + f",{margin}".join(items) + "\n" + " " * indent * depth + right


def _place(place: Place | None) -> dict[str, Json]:
    """Spell out where a figure stands, without what is not known; `how` only where it was not simply printed."""
    if place is None:
        return {}
    known: dict[str, Json] = {
        name: getattr(place, name)
        for name in ("page", "table", "row", "line", "column", "box")
        if getattr(place, name) is not None
    }
    known["text"] = place.text
    if place.how != "printed":
        known |= {"how": place.how, "why": place.why}
    return known


def _unread(item: Unread) -> dict[str, Json]:
    known: dict[str, Json] = {"ref": item.ref, "text": item.text, "why": item.why}
    return known | {"place": _place(item.place)} if item.place else known


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `write_json` writes."""
    text = (resources.files("gongkai.write") / "report.schema.json").read_text("utf-8")
    return cast("dict[str, Any]", json.loads(text))
