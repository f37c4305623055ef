"""The JSON Schema (draft 2020-12) of a report as JSON, made from the editions of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from gongkai.form import Cell, CellType, Edition, editions

_VALUES: Final[Mapping[CellType, Mapping[str, Any]]] = {
    CellType.COUNT: {"type": ["integer", "null"], "minimum": 0},
    CellType.CHANGE: {"type": ["integer", "null"]},
    CellType.DECIMAL: {"type": ["number", "null"], "minimum": 0},
    CellType.TEXT: {"type": ["string", "null"]},
}
_COUNTED: Final = {"type": "integer", "minimum": 1}
_PLACE: Final[Mapping[str, Any]] = {
    "type": "object",
    "description": "数值在原文件中的位置和看到的文字；how 为 recovered 时，why 说明如何推出",
    "properties": {
        **dict.fromkeys(("page", "table", "row", "line", "column"), _COUNTED),
        "box": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "text": {"type": "string"},
        "how": {"const": "recovered"},
        "why": {"type": "string"},
    },
    "required": ["text"],
    "dependentRequired": {"how": ["why"]},
    "additionalProperties": False,
}


def build_schema() -> dict[str, Any]:
    """Return the schema; `docs/reference/report.schema.json` and the file in the package are this, and nothing else."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:gongkai:report",
        "title": "政府信息公开工作年度报告",
        "description": "一个行政机关一个年度的报告。数为填报值，null 为空白；报告没有的单元格不出现。",
        "type": "object",
        "properties": _properties(),
        "required": ["organ", "year", "edition", "published_on", "sections", "cells"],
        "additionalProperties": False,
        "oneOf": [{"$ref": f"#/$defs/edition-{form.id}"} for form in editions().values()],
        "$defs": {"place": dict(_PLACE)} | {f"edition-{form.id}": _edition(form) for form in editions().values()},
    }


def _properties() -> dict[str, Any]:
    texts = {
        "type": "object",
        "propertyNames": {"pattern": "^[0-9]+$"},
        "additionalProperties": {"type": "string"},
    }
    return {
        "file": {"type": "string", "description": "读取的文件名"},
        "organ": {"type": ["string", "null"], "description": "报告所写的机关名称"},
        "year": {"type": ["integer", "null"], "description": "报告年度"},
        "edition": {"enum": list(editions()), "description": "报告实际使用的表格版本"},
        "title": {"type": "string", "description": "报告标题，照原样"},
        "published_on": {"type": ["string", "null"], "format": "date", "description": "报告所印日期"},
        "sections": {**texts, "description": "各部分正文，以部分序号为键"},
        "headings": {**texts, "description": "与格式不同的各部分标题"},
        "cells": {"type": "object", "description": "法定单元格，以“表/行/列”为键"},
        "sources": {"type": "object", "additionalProperties": {"$ref": "#/$defs/place"}},
        "unread": {"type": "array", "items": _unread()},
    }


def _unread() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "ref": {"type": ["string", "null"]},
            "text": {"type": "string"},
            "why": {"type": "string"},
            "place": {"$ref": "#/$defs/place"},
        },
        "required": ["ref", "text", "why"],
        "additionalProperties": False,
    }


def _edition(form: Edition) -> dict[str, Any]:
    return {
        "title": form.instrument,
        "properties": {
            "edition": {"const": form.id},
            "cells": {
                "properties": {cell.ref: _cell(cell) for cell in form.cells},
                "additionalProperties": False,
            },
        },
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"title": cell.label, **_VALUES[cell.type]}
