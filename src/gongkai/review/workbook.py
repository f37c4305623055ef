"""The workbook of a review: one row a report, one row a finding, who is missing, and what could not be read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import xlsxwriter

from gongkai.check import Severity
from gongkai.review.expected import Roll
from gongkai.review.record import Record
from gongkai.review.wording import NAMES

_FIRST_DAY: Final = datetime(1980, 1, 1)  # noqa: DTZ001 (the workbook's is naive; fixed, so that bytes depend on content)
_LINE: Final = 15.0  # points
_MOST_LINES: Final = 27  # a row is at most 409 points high
_COLOURS: Final = {"error": "#FDE7E5", "warning": "#FFF1D1", "notice": "#E4EFFA"}
_REPORTS: Final = (
    ("机关", 36), ("年度", 8), ("状态", 14), ("错误", 8), ("警告", 8), ("提示", 8), ("已接受", 8), ("单元格", 8),
    ("未读出", 8), ("文件", 34), ("原因", 60),
)  # fmt: skip
_FINDINGS: Final = (
    ("机关", 36), ("年度", 8), ("序号", 6), ("程度", 8), ("编号", 9), ("位置", 40), ("填报", 14), ("应为", 14),
    ("说明", 80), ("引文", 50), ("依据", 24), ("接受理由", 30), ("文件", 34),
)  # fmt: skip


def workbook(records: Sequence[Record], roll: Roll | None = None) -> bytes:
    """Return the workbook as .xlsx."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "政府信息公开工作年度报告审核结果", "created": _FIRST_DAY})
    looks = _looks(book)
    _sheet(book, looks, "各份报告", _REPORTS, [_report_row(record) for record in records])
    rows = [_finding_row(record, line) for record in records for line in record.lines]
    _sheet(book, looks, "全部问题", _FINDINGS, rows, severity_column=3)
    if roll is not None:
        names = (("应报机关", 40), ("情况", 12), ("报告所写机关", 40), ("文件", 40))
        _sheet(book, looks, "报送情况", names, [list(row) for row in roll.rows()])
    book.close()
    return out.getvalue()


def _looks(book: Any) -> dict[str, Any]:  # noqa: ANN401 (xlsxwriter has no types)
    base = {
        "font_name": "宋体",
        "font_size": 11,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
    }
    head = {**base, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter", "align": "center"}
    tints = {name: book.add_format({**base, "bg_color": colour}) for name, colour in _COLOURS.items()}
    return {"head": book.add_format(head), "": book.add_format(base), **tints}


def _sheet(  # one table: heading row frozen, filter over it, printed on the width of a page
    book: Any,  # noqa: ANN401
    looks: dict[str, Any],
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[object]],
    *,
    severity_column: int | None = None,
) -> None:
    sheet = book.add_worksheet(name)
    for number, (label, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, label, looks["head"])
    words = {label: severity.value for severity, label in NAMES.items()}
    for at, row in enumerate(rows, 1):
        sheet.set_row(at, _LINE * _lines(row, columns))
        kind = words.get(str(row[severity_column]), "") if severity_column is not None else ""
        for number, value in enumerate(row):
            look = looks[kind if number == severity_column else ""]
            if isinstance(value, int):
                sheet.write_number(at, number, value, look)
            else:
                sheet.write_string(at, number, _fitting(value), look)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C— &P —")


def _lines(row: Sequence[object], columns: Sequence[tuple[str, int]]) -> int:
    """Count the lines that a row needs, a Chinese character being two wide: not every program fits rows by itself."""
    needed = 1
    for value, (_, width) in zip(row, columns, strict=True):
        wide = sum(2 if character >= "\u2e80" else 1 for character in str(value))
        needed = max(needed, -(-wide * 11 // (width * 10)))
    return min(needed, _MOST_LINES)


def _fitting(value: object) -> str:
    """Return a text that a cell can hold: at most 32,767 characters, none of them a control sign."""
    text = "" if value is None else str(value)
    return "".join(c for c in text if c.isprintable() or c in "\n\u3000")[:32_000]


def _report_row(record: Record) -> list[object]:
    counts = [record.count(severity) for severity in Severity]
    return [
        record.organ or "（未写明）", record.year or "", record.status, *counts, record.accepted, record.cells,
        record.unread, record.name, record.why,
    ]  # fmt: skip


def _finding_row(record: Record, line: Any) -> list[object]:  # noqa: ANN401
    return [
        record.organ or "（未写明）", record.year or "", line.number, NAMES[Severity(line.severity)], line.code,
        line.where, _number(line.found), _number(line.expected), line.message, line.quote, line.basis,
        line.accepted, record.name,
    ]  # fmt: skip


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else text
