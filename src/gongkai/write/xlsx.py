"""Write a report as a workbook: the statutory tables in the official layout, sums as formulas, words on own sheets.

Where the form says that a figure is a sum and the printed figure equals it, the cell holds the formula (with the
figure as its stored result). Where the printed figure differs, it is written as printed, coloured, with a note. The
last sheet, `cells`, is hidden and lists ref, label and value for programs; its values point at the tables, so that they
follow every change.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from gongkai.form import CellType, Equation
from gongkai.report import ABSENT, Report, Value
from gongkai.write.layout import Box, Grid, Role, lay_out
from gongkai.write.wording import Part, parts_of, print_date, title_of

_SHEETS: Final = {1: "总体情况", 2: "主动公开", 3: "依申请公开", 4: "复议诉讼", 5: "问题及改进", 6: "其他事项"}
_WIDTH: Final = 84.0  # characters of a sheet that prints on the width of A4
_WORDS_WIDTH: Final = 72.0  # of the one column of a sheet of words, which is not scaled to the page
_LINE: Final = 16.0  # points of a line of the table's text
_MOST_DIGITS: Final = 15  # a spreadsheet's numbers have no more


@dataclass(frozen=True)
class _Sum:
    """What the form says of one figure: the cells it is the sum of, whether that holds, and the relation's words."""

    parts: tuple[int, ...]
    holds: bool
    expected: int
    text: str


class _Looks:
    """The cell formats of one workbook, made when first used."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 (xlsxwriter has no types)
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **properties: object) -> Any:  # noqa: ANN401
        """Return the format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
            self._made[key] = self._book.add_format({**base, **properties})
        return self._made[key]


def write_xlsx(report: Report) -> bytes:
    """Return the report as an .xlsx file."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    day = report.published_on
    created = datetime(day.year, day.month, day.day) if day else datetime(1980, 1, 1)  # noqa: DTZ001
    book.set_properties({"title": title_of(report)[:255], "author": (report.organ or "")[:255], "created": created})
    looks = _Looks(book)
    places: dict[int, str] = {}
    parts = list(parts_of(report))
    for part in parts:
        grid = lay_out(report, part.table) if part.table else None
        sheet = book.add_worksheet(_SHEETS.get(part.number, f"第{part.number}部分"))
        top = _write_words(sheet, looks, report, part, is_first=part is parts[0], is_last=part is parts[-1])
        _set_print(sheet, grid, top)
        if grid:
            places |= _write_table(sheet, looks, report, grid, top)
    _write_cells(book, looks, report, places)
    book.close()
    return out.getvalue()


def _write_words(sheet: Any, looks: _Looks, report: Report, part: Part, *, is_first: bool, is_last: bool) -> int:  # noqa: ANN401
    """Write a section's heading and paragraphs, one a row, and return the row after them."""
    lines = [(title_of(report), {"bold": True, "font_size": 16, "align": "center"})] if is_first else []
    lines += [(part.heading, {"bold": True, "font_name": "黑体", "font_size": 14})] if part.heading else []
    lines += [(paragraph.text, {"font_name": "仿宋", "font_size": 12}) for paragraph in part.paragraphs]
    if is_last and report.published_on:
        signature = [report.organ] if report.organ else []
        for text in (*signature, print_date(report.published_on)):
            lines.append((text, {"font_name": "仿宋", "font_size": 12, "align": "right"}))
    for row, (text, look) in enumerate(lines):
        if part.table is None:
            sheet.set_row(row, 18 * _lines_needed(text))
        sheet.write_string(row, 0, text, looks.get(**{**look, "text_wrap": part.table is None}))
    if part.table is None:
        sheet.set_column(0, 0, _WORDS_WIDTH)
    return len(lines)


def _lines_needed(text: str) -> int:
    """Count the lines that a text takes on the sheet's width, a Chinese character being two wide at 12 points."""
    return 1 + int(_width(text) * 1.1 / _WORDS_WIDTH)


def _width(text: str) -> int:
    """Count the columns that a text takes: two for a Chinese character, one for any other."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def _set_print(sheet: Any, grid: Grid | None, top: int) -> None:  # noqa: ANN401
    sheet.set_paper(9)
    sheet.set_margins(left=0.8, right=0.8, top=1.0, bottom=1.0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C— &P —")
    sheet.hide_gridlines(2)
    if grid:
        sheet.repeat_rows(top, top + grid.header_rows - 1)
        total = sum(grid.widths)
        for column, width in enumerate(grid.widths):
            sheet.set_column(column, column, _WIDTH * width / total)


def _write_table(sheet: Any, looks: _Looks, report: Report, grid: Grid, top: int) -> dict[int, str]:  # noqa: ANN401
    """Write one table below the words, and return where each cell stands, as a reference for other sheets."""
    at = {box.cell.index: (top + box.row, box.column) for box in grid.boxes if box.cell is not None}
    sums = _sums(report, at)
    for number in range(grid.height):
        sheet.set_row(top + number, _LINE * _lines_in_row(grid, number) + 5)
    for box in grid.boxes:
        row, column = top + box.row, box.column
        wrong = box.cell is not None and box.cell.index in sums and not sums[box.cell.index].holds
        look = looks.get(**_look(box, wrong=wrong))
        if box.rows > 1 or box.columns > 1:
            sheet.merge_range(row, column, row + box.rows - 1, column + box.columns - 1, "", look)
        if box.cell is None:
            sheet.write_string(row, column, box.text, look)
        else:
            _write_figure(sheet, box, at, look, sums.get(box.cell.index))
    name = quote_sheetname(sheet.get_name())
    return {index: f"{name}!{xl_rowcol_to_cell(*place)}" for index, place in at.items()}


def _lines_in_row(grid: Grid, number: int) -> int:
    """Count the lines of the longest text in a row; one that runs down over several rows has room enough."""
    per_unit = _WIDTH / sum(grid.widths)
    needed = [1]
    for box in grid.boxes:
        if box.row == number and (box.rows == 1 or (box.rows == 2 and box.is_header)):
            room = sum(grid.widths[box.column : box.column + box.columns]) * per_unit - 1
            lines = -(-_width(box.text) // max(room, 2))
            needed.append(int(-(-lines // box.rows)))
    return max(needed)


def _look(box: Box, *, wrong: bool) -> Mapping[str, object]:
    look: dict[str, object] = {"border": 1, "align": "left" if box.role in {Role.ROW, Role.NOTE} else "center"}
    if box.role in {Role.BANNER, Role.COLUMN}:
        look["bold"] = True
    if box.role is Role.BANNER:
        look["bg_color"] = "#DCE6F1"
    if wrong:
        look["bg_color"] = "#FFE699"
    if box.cell is not None:
        look["num_format"] = _number_format(box.cell.type, box.value)
    return look


def _number_format(kind: CellType, value: Value) -> str:
    if kind is CellType.CHANGE:
        return "+0;-0;0"
    if isinstance(value, Decimal):
        places = max(0, -int(value.as_tuple().exponent))
        return "0." + "0" * places if places else "0"
    return "0" if isinstance(value, int) else "General"


def _write_figure(
    sheet: Any,  # noqa: ANN401
    box: Box,
    at: Mapping[int, tuple[int, int]],
    look: Any,  # noqa: ANN401
    total: _Sum | None,
) -> None:
    """Write one figure: as a formula where it is the sum that the form says, else as printed."""
    if box.cell is None:
        return
    place = at[box.cell.index]
    value = box.value
    if value is None:
        sheet.write_blank(*place, None, look)
    elif isinstance(value, (int, Decimal)) and len(str(value).lstrip("-").replace(".", "")) <= _MOST_DIGITS:
        if total and total.holds:
            sheet.write_formula(*place, f"=SUM({_ranges([at[index] for index in total.parts])})", look, value)
            return
        sheet.write_number(*place, value, look)
        if total:
            note = f"{total.text}。此处填报{value}，分项之和为{total.expected}。按原数写出，未作改动。"
            sheet.write_comment(*place, note, {"author": "gongkai", "x_scale": 1.6})
    else:
        sheet.write_string(*place, box.text, look)


def _sums(report: Report, at: Mapping[int, tuple[int, int]]) -> dict[int, _Sum]:
    """Return, for every figure that the form says is a sum of others in the table, that sum.

    A figure that two relations speak of takes the first that fails, so that no formula hides a difference.
    """
    found: dict[int, _Sum] = {}
    for equation in report.edition.equations:
        total = _sum(report, equation, at)
        if total and (equation.left[0] not in found or found[equation.left[0]].holds):
            if equation.left[0] in found and total.holds:
                continue
            found[equation.left[0]] = total
    return found


def _sum(report: Report, equation: Equation, at: Mapping[int, tuple[int, int]]) -> _Sum | None:
    if equation.relation.across_years or len(equation.left) != 1:
        return None
    printed = report.values[equation.left[0]]
    parts = [report.values[index] for index in equation.right]
    if not isinstance(printed, int) or not set(equation.right) <= set(at) or any(isinstance(p, str) for p in parts):
        return None
    if ABSENT in parts or all(part is None for part in parts):
        return None
    expected = sum(part for part in parts if isinstance(part, int))
    return _Sum(equation.right, printed == expected, expected, equation.relation.text)


def _ranges(places: list[tuple[int, int]]) -> str:
    """Name cells as a spreadsheet does, runs of neighbours in a row or a column as ranges."""
    runs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for row, column in places:
        if runs:
            (top, left), (bottom, right) = runs[-1]
            if (column == left == right and row == bottom + 1) or (row == top == bottom and column == right + 1):
                runs[-1] = ((top, left), (row, column))
                continue
        runs.append(((row, column), (row, column)))
    names = [(xl_rowcol_to_cell(*first), xl_rowcol_to_cell(*last)) for first, last in runs]
    return ",".join(first if first == last else f"{first}:{last}" for first, last in names)


def _write_cells(book: Any, looks: _Looks, report: Report, places: Mapping[int, str]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet("cells")
    sheet.hide()
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 16)
    sheet.freeze_panes(1, 0)
    _set_print(sheet, None, 0)
    for column, name in enumerate(("ref", "label", "value")):
        sheet.write_string(0, column, name, looks.get(bold=True))
    for row, (index, ref, label, value) in enumerate(_listed(report), 1):
        sheet.write_string(row, 0, ref)
        sheet.write_string(row, 1, label)
        target = places[index]
        stored = "" if value is None else value
        sheet.write_formula(row, 2, f'=IF(ISBLANK({target}),"",{target})', None, stored)


def _listed(report: Report) -> Iterator[tuple[int, str, str, Value]]:
    for figure in report.figures():
        yield figure.cell.index, figure.cell.ref, figure.cell.label, figure.value
