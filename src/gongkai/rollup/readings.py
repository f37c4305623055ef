"""What one report gives to a cell of the sum, its edition and its merged rows taken into account."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Final, TypeGuard

from gongkai.form import Cell, CellType, Edition, bridge
from gongkai.form import edition as edition_of
from gongkai.report import ABSENT, Report, Value
from gongkai.rollup.figures import Lack, Number, Part, Why

WORDS: Final[Mapping[Why, str]] = {
    Why.BLANK: "这一格留空",
    Why.ABSENT: "报告没有这一格",
    Why.MERGED: "只填了合并行，不能分到各分项",
    Why.TEXT: "这一格是文字，不能相加",
}


def reading(organ: str, report: Report, cell: Cell, edition: Edition) -> Part | Lack:
    """Return the number that a report gives to a cell of `edition`, or why it gives none."""
    ref, why = _counterpart(report.edition.id, edition.id, cell.ref)
    if ref is None:
        whole = _merging(edition.id)[1].get(cell.ref, "")
        merged, _ = _counterpart(report.edition.id, edition.id, whole)
        return _split(organ, report, merged) if merged else Lack(organ, Why.OTHER_EDITION, why)
    if cell.type is CellType.TEXT:
        return _lack(organ, report.value(ref), Why.TEXT)
    return _given(organ, report, ref)


def _given(organ: str, report: Report, ref: str) -> Part | Lack:
    value = report.value(ref)
    if _is_number(value):
        return Part(organ, (ref,), value)
    if value is ABSENT:
        parts, wholes = _merging(report.edition.id)
        if ref in parts:
            return _added(organ, report, parts[ref])
        if ref in wholes:
            return _split(organ, report, wholes[ref])
    return _lack(organ, value, Why.BLANK if value is None else Why.TEXT)


def _added(organ: str, report: Report, parts: tuple[str, ...]) -> Part | Lack:
    """A merged row that the report does not print is the sum of its parts, if it has them all."""
    values = [report.value(part) for part in parts]
    numbers = [value for value in values if _is_number(value)]
    if len(numbers) == len(values):
        return Part(organ, parts, sum(numbers))
    return _lack(organ, None if None in values else ABSENT, Why.BLANK)


def _split(organ: str, report: Report, whole: str) -> Part | Lack:
    """A part that the report does not print is zero where the merged row is; else nobody can tell."""
    value = report.value(whole)
    if value == 0 and _is_number(value):
        return Part(organ, (whole,), 0)
    return _lack(organ, value, Why.MERGED)


def _lack(organ: str, value: Value, otherwise: Why) -> Lack:
    why = Why.ABSENT if value is ABSENT else Why.BLANK if value is None else otherwise
    return Lack(organ, why, WORDS[why])


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


@cache
def _counterpart(old: str, new: str, ref: str) -> tuple[str | None, str]:
    across = bridge(old, new)
    if across is None:
        return None, f"{old}版和{new}版格式之间没有口径对照"
    return across.back(ref), across.without.get(ref, "")


@cache
def _merging(edition_id: str) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, str]]:
    """Return, for an edition, the parts by merged cell and the merged cell by part."""
    parts: dict[str, tuple[str, ...]] = {}
    for table in edition_of(edition_id).tables:
        for block in table.blocks:
            for variant in block.variants:
                for column in block.columns:
                    whole = f"{table.id}/{variant.row.id}/{column.id}"
                    parts[whole] = tuple(f"{table.id}/{row}/{column.id}" for row in variant.replaces)
    return parts, {part: whole for whole, members in parts.items() for part in members}
