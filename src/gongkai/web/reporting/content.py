"""Between a frozen report's text and the value that the core works with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.form import Cell, CellType, edition
from gongkai.report import Heading, Report, Value, build_report
from gongkai.web.reporting.models import FrozenReport
from gongkai.write.json import contract_object, dump


def content_of(report: Report) -> str:
    """Return a report as the one text that is frozen: the shape of `gongkai read`, on one line, in the form's order."""
    return dump(contract_object(report, public=True))


def digest_of(content: str) -> str:
    """Return the SHA-256 of a frozen text."""
    return hashlib.sha256(content.encode()).hexdigest()


def load_content(content: str) -> Report:
    """Return the report that a frozen text holds, equal to the one that was frozen."""
    data: dict[str, Any] = json.loads(content, parse_float=Decimal)
    form = edition(data["edition"])
    report = build_report(
        form,
        {ref: _value(form.cell(ref), value) for ref, value in data["cells"].items()},
        organ=data["organ"],
        year=data["year"],
        sections={int(number): text for number, text in data["sections"].items()},
        title=data.get("title", ""),
        published_on=date.fromisoformat(data["published_on"]) if data["published_on"] else None,
    )
    changed = {int(number): text for number, text in data.get("headings", {}).items()}
    headings = tuple(Heading(h.number, changed.get(h.number, h.text), h.offset, h.line) for h in report.headings)
    return replace(report, headings=headings)


def report_in(frozen: FrozenReport) -> Report:
    """Return the report that a frozen version holds."""
    return load_content(frozen.content)


def _value(cell: Cell, value: Value) -> Value:
    return Decimal(value) if cell.type is CellType.DECIMAL and isinstance(value, int) else value
