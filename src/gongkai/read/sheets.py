"""Read workbooks (XLSX, XLS) and comma-separated text: every sheet is one table, long cells are paragraphs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain

import python_calamine

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.decode import decode
from gongkai.read.flow import Flow, read_flow
from gongkai.read.own_rows import is_own_header, read_own_rows
from gongkai.read.packages import Package
from gongkai.read.slots import Spot
from gongkai.report import Report

_MOST_ROWS = 20_000
_MOST_COLUMNS = 256
_MOST_CELLS = 1_000_000


def read_workbook(data: bytes, *, file: str = "") -> Report:
    """Read a report from an XLSX or XLS workbook. Formulas are not computed: the stored results are read.

    Raises:
        UnreadableFile: the workbook is damaged.
        UnsafeFile: it is refused by a limit.
        NotAReport: no sheet holds anything of an annual report.
    """
    if data.startswith(b"PK"):
        _check_package(data, file)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [meta.name for meta in book.sheets_metadata if _is_shown(meta)]
        flow = Flow()
        for number, name in enumerate(sheets, 1):
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS * 20:
                raise UnsafeFile(  # noqa: TRY301 - the foreign errors are caught below
                    f"“{file or '工作簿'}”的工作表“{name}”有{sheet.total_height}行、{sheet.total_width}列，超过上限"
                )
            _add_sheet(flow, sheet, number)
    except UnsafeFile:
        raise
    except python_calamine.PasswordError:
        raise UnreadableFile(f"“{file or '工作簿'}”有密码", fix="请去掉密码后再读") from None
    except Exception as error:  # the parser is foreign code, and its errors have no common base
        raise UnreadableFile(
            f"“{file or '工作簿'}”不是完整的 Excel 文件", why=str(error)[:200], fix="请另存为 XLSX 后再读"
        ) from error
    return read_flow(flow, file=file)


def _is_shown(meta: python_calamine.SheetMetadata) -> bool:
    return (
        meta.typ == python_calamine.SheetTypeEnum.WorkSheet and meta.visible == python_calamine.SheetVisibleEnum.Visible
    )


def _check_package(data: bytes, file: str) -> None:
    """Inflate every part within the limits, before the workbook's own reader does without any."""
    package = Package(data, file)
    for name in package.files():
        xml = package.read(name)
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in xml[:4096]:
            raise UnsafeFile(f"“{package.file}”的“{name}”带有文档类型声明（DOCTYPE）", why="正常的办公文件没有它")


def _add_sheet(flow: Flow, sheet: python_calamine.CalamineSheet, number: int) -> None:
    """Add the rows of a sheet; a merged range is its upper left cell, and the cells it covers are none."""
    covered = _covered(sheet)
    top, left = sheet.start or (0, 0)
    for at, values in enumerate(sheet.to_python(skip_empty_area=True, nrows=_MOST_ROWS)):
        row = top + at
        kept = [
            (show_value(value), left + column)
            for column, value in enumerate(values[:_MOST_COLUMNS])
            if (row, left + column) not in covered
        ]
        _add_cells(flow, kept, number, row)


def _covered(sheet: python_calamine.CalamineSheet) -> set[tuple[int, int]]:
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) > 100_000:
            continue
        covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        covered.discard((top, left))
    return covered


def _add_cells(flow: Flow, cells: Sequence[tuple[str, int]], table: int, row: int) -> None:
    filled = [text for text, _ in cells if text]
    if not filled:
        flow.add_line("")
        return
    texts = [text for text, _ in cells]
    spots = [Spot(None, column + 1, None, table, row + 1) for _, column in cells]
    flow.add_row(texts, spots)


def show_value(value: object) -> str:
    """Return a cell's value as text: whole numbers without a point, others with the digits they have."""
    if isinstance(value, str):
        return "\n".join(line for part in value.replace("\r", "\n").split("\n") if (line := " ".join(part.split())))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else str(value)


def read_csv(data: bytes, *, file: str = "") -> Report:
    """Read a report from comma-, semicolon- or tab-separated text.

    Raises:
        UnreadableFile: the bytes are no text, or the quoting is broken.
        NotAReport: nothing in it is an annual report's.
    """
    text = decode(data)
    flow = Flow()
    try:
        rows = iter(_rows(text))
        first = next(rows, [])
        if is_own_header(first):
            return replace(read_own_rows(rows), file=file)
        for number, row in enumerate(chain([first], rows), 1):
            cells = [(show_value(cell), column) for column, cell in enumerate(row[:_MOST_COLUMNS])]
            _add_cells(flow, cells, 1, number - 1)
    except csv.Error as error:
        raise UnreadableFile(f"“{file or 'CSV'}”的引号或分隔符不完整", why=str(error), fix="请重新导出") from None
    return read_flow(flow, file=file)


def _rows(text: str) -> Iterable[list[str]]:
    head = text[:20000]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(1_000_000)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
