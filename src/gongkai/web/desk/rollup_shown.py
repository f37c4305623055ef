"""A roll-up as the page shows it: the tables of the form with own figures and sums, and a sum taken apart as bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.report import ABSENT, Report
from gongkai.web.reporting.book import edition_of
from gongkai.web.reporting.judging_upward import report_of_version
from gongkai.web.reporting.models import ReportCell
from gongkai.web.reporting.queries.rolled import CellPart, CellShown, Rolled

_KINDS: Final = {
    "case": gettext_noop("依申请公开案件"),
    "appeal": gettext_noop("复议、诉讼"),
    "document": gettext_noop("规章、规范性文件"),
    "decision": gettext_noop("行政决定月度数"),
    "charge": gettext_noop("收费月度数"),
    "report": gettext_noop("下级报告"),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """One number of the area: the sum, the own figure beside it, and what was lacking."""

    ref: str
    value: object
    own: object
    lacks: int
    is_stated: bool
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    label: str
    group: str
    sums: list[Sum | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A block of a table: its heading, its columns, its rows."""

    heading: str
    columns: list[str]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Bar:
    """What one organ gave, drawn: `width` of a thousand."""

    part: CellPart
    width: float
    address: str


def rollup_tables(rolled: Rolled) -> list[tuple[str, list[Sheet]]]:
    """Return the tables of the form with the sums of a roll-up."""
    form = edition_of(rolled.report)
    rows = {row.cell: row for row in rolled.report.cells.all()}
    own = report_of_version(rolled.own.part.frozen) if rolled.own else None
    lacks: dict[str, int] = {}
    for lack in rolled.run.lacks:
        lacks[lack["cell"]] = lacks.get(lack["cell"], 0) + 1
    found = []
    for table in form.tables:
        sheets = []
        for block in table.blocks:
            lines = []
            for row in [*block.rows, *(variant.row for variant in block.variants)]:
                refs = [f"{table.id}/{row.id}/{column.id}" for column in block.columns]
                sums = [_sum(rolled.report.ref, rows.get(ref), own, lacks.get(ref, 0)) for ref in refs]
                if any(sums):
                    lines.append(Line(row.label, row.group, sums))
            columns = [f"{column.group} {column.label}".strip() for column in block.columns]
            sheets.append(Sheet(block.heading, columns, lines))
        found.append((form.sections[table.section], sheets))
    return found


def bars(shown: CellShown, ref: str) -> list[Bar]:
    """Return what each organ gave, the longest bar for the largest."""
    values = [abs(float(str(part.value))) for part in shown.parts]
    most = max(values, default=0) or 1
    return [
        Bar(part, round(1000 * value / most, 1), _address(part, shown, ref))
        for part, value in zip(shown.parts, values, strict=True)
    ]


def source_words(kinds: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the kinds of records in words."""
    return [(_(_KINDS.get(kind, kind)), count) for kind, count in kinds.items()]


def _sum(ref: str, row: ReportCell | None, own: Report | None, lacks: int) -> Sum | None:
    if row is None:
        return None
    value = own.value(row.cell) if own else None
    shown = None if value is ABSENT else value
    shown = shown.normalize() if isinstance(shown, Decimal) and shown == 0 else shown
    address = reverse("desk:rollup_cell", args=[ref, *row.cell.split("/")])
    return Sum(row.cell, row.shown, shown, lacks, row.is_stated, address)


def _address(part: CellPart, shown: CellShown, ref: str) -> str:
    return reverse("desk:rollup_source", args=[ref, part.frozen.ref, *shown.cell.split("/")])
