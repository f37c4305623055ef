"""Read PDF files with a text layer: tables by their ruling lines, the rest as lines of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import pypdfium2

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.flow import Flow, read_flow
from gongkai.read.glyphs import cell_text, lines_of
from gongkai.read.ocr import read_scan
from gongkai.read.pages import LaidOut, TablePart, TableRow, flow_of_pages
from gongkai.read.pdf_page import Glyph, Page, read_page
from gongkai.read.rulings import RuledTable, find_tables
from gongkai.read.slots import Spot
from gongkai.read.unruled import read_unruled
from gongkai.report import Report

MOST_PAGES = 500
_FEWEST_CHARACTERS = 40


def read_pdf(data: bytes, *, file: str = "") -> Report:
    """Read a report from a PDF.

    Raises:
        UnreadableFile: the file is damaged or needs a password.
        UnsafeFile: it is refused by a limit.
        MissingTool: it is a scan, and text recognition is not installed.
        NotAReport: nothing in it is an annual report's.
    """
    pages = list(_pages(data, file or "文件"))
    if sum(len(page.glyphs) for page in pages) < _FEWEST_CHARACTERS and any(page.pictures for page in pages):
        return read_scan(data, file=file)
    return read_unruled(read_flow(flow_of(pages), file=file), pages)


def _pages(data: bytes, file: str) -> Iterator[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(f"“{file}”有密码", fix="请去掉密码后再读") from None
        raise UnreadableFile(f"“{file}”不是完整的 PDF 文件", why=str(error), fix="请重新导出 PDF 后再读") from None
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UnsafeFile(f"“{file}”有{count}页，超过{MOST_PAGES}页的上限", fix="请只给出年度报告所在的页")
        for at in range(count):
            try:
                page = document[at]
            except pypdfium2.PdfiumError as error:
                raise UnreadableFile(f"“{file}”第{at + 1}页已损坏", why=str(error), fix="请重新导出 PDF") from None
            try:
                yield read_page(page, at + 1, file)
            finally:
                page.close()
    finally:
        document.close()


def flow_of(pages: Sequence[Page]) -> Flow:
    """Put the pages together: running heads and page numbers dropped, rows that a page break parted joined."""
    return flow_of_pages([_lay_out(page, number) for page, number in _numbered(pages)])


def _numbered(pages: Sequence[Page]) -> Iterator[tuple[Page, int]]:
    tables = 0
    for page in pages:
        yield page, tables
        tables += 50


def _lay_out(page: Page, first_table: int) -> LaidOut:
    """Part a page into lines of text outside tables, and tables with the height at which they begin."""
    tables = find_tables(page.across, page.down)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in tables]
    finders = [_finder(table) for table in tables]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        for table, found, (covering, columns) in zip(tables, inside, finders, strict=True):
            if table.ys[0] <= y < table.ys[-1] and table.xs[0] <= x < table.xs[-1]:
                at = covering[(bisect_right(table.ys, y) - 1) * columns + bisect_right(table.xs, x) - 1]
                found.setdefault(at, []).append(glyph)
                break
        else:
            outside.append(glyph)
    parts = [
        (table.ys[0], _part_of(table, found, page.number, first_table + number))
        for number, (table, found) in enumerate(zip(tables, inside, strict=True), 1)
    ]
    return lines_of(outside), parts


def _finder(table: RuledTable) -> tuple[list[int], int]:
    """Return which box covers each small box between two lines, row by row, and how many stand in a row."""
    columns = len(table.xs) - 1
    covering = [0] * (columns * (len(table.ys) - 1))
    for number, box in enumerate(table.boxes):
        for row in range(box.row, box.row + box.rows):
            for column in range(box.column, box.column + box.columns):
                covering[row * columns + column] = number
    return covering, columns


def _part_of(table: RuledTable, found: dict[int, list[Glyph]], page: int, number: int) -> TablePart:
    rows: list[TableRow] = []
    last = -1
    for at, box in enumerate(table.boxes):
        if box.row != last:
            rows.append(TableRow([], []))
            last = box.row
        row = rows[-1]
        row.cells.append(cell_text(found[at], box.right - box.left) if at in found else "")
        place = (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))
        row.spots.append(Spot(None, box.column + 1, page, number, box.row + 1, place))
    return TablePart(rows)
