"""Read PDF files with a text layer: tables by their ruling lines, the rest as lines of text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.characters import fold
from gongkai.read.flow import Flow, read_flow
from gongkai.read.glyphs import Line, cell_text, lines_of, paragraphs_of
from gongkai.read.labels import Kind, LabelIndex, labels
from gongkai.read.ocr import missing_ocr
from gongkai.read.pdf_page import Glyph, Page, read_page
from gongkai.read.rulings import RuledTable, find_tables
from gongkai.read.slots import Spot
from gongkai.report import Report

MOST_PAGES = 500
_PAGE_NUMBER = re.compile(r"[\s\-—–－·.]*第?\s*\d{1,4}\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[\s\-—–－·.]*")
_FEWEST_CHARACTERS = 40


class _Row(NamedTuple):
    """A row of a ruled table: the texts of its boxes and where they are."""

    cells: list[str]
    spots: list[Spot]


class _TablePart(NamedTuple):
    """The rows of one table on one page."""

    rows: list[_Row]


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
        raise missing_ocr(file)
    return read_flow(flow_of(pages), file=file)


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
    index = labels()
    flow = Flow()
    laid_out = [_lay_out(page, number) for page, number in _numbered(pages)]
    running = _running_lines([lines for lines, _ in laid_out])
    waiting: _Row | None = None
    texts: list[Line] = []
    for lines, tables in laid_out:
        kept = [line for at, line in enumerate(lines) if not _is_margin(line, at, len(lines), running)]
        for block in _in_order(kept, tables):
            if isinstance(block, Line):
                texts.append(block)
                continue
            if texts:
                if waiting is not None:
                    _put(flow, waiting)
                    waiting = None
                flow.lines += paragraphs_of(texts)
                texts = []
            for row in block.rows:
                if waiting is not None:
                    joined = _joined_over_break(waiting, row, index) if row is block.rows[0] else None
                    if joined is not None:
                        waiting = joined
                        continue
                    _put(flow, waiting)
                waiting = row
    if waiting is not None:
        _put(flow, waiting)
    flow.lines += paragraphs_of(texts)
    return flow


def _put(flow: Flow, row: _Row) -> None:
    flow.add_row(row.cells, row.spots)


def _numbered(pages: Sequence[Page]) -> Iterator[tuple[Page, int]]:
    tables = 0
    for page in pages:
        yield page, tables
        tables += 50


def _lay_out(page: Page, first_table: int) -> tuple[list[Line], list[tuple[float, _TablePart]]]:
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


def _part_of(table: RuledTable, found: dict[int, list[Glyph]], page: int, number: int) -> _TablePart:
    rows: list[_Row] = []
    last = -1
    for at, box in enumerate(table.boxes):
        if box.row != last:
            rows.append(_Row([], []))
            last = box.row
        row = rows[-1]
        row.cells.append(cell_text(found[at], box.right - box.left) if at in found else "")
        place = (round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))
        row.spots.append(Spot(None, box.column + 1, page, number, box.row + 1, place))
    return _TablePart(rows)


def _in_order(lines: Sequence[Line], tables: Sequence[tuple[float, _TablePart]]) -> Iterator[Line | _TablePart]:
    left = list(tables)
    for line in lines:
        while left and left[0][0] <= line.top:
            yield left.pop(0)[1]
        yield line
    for _, table in left:
        yield table


def _running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the texts that stand first or last on three pages or more, digits aside."""
    ends = Counter(re.sub(r"\d+", "0", line.text) for lines in pages for line in {*lines[:1], *lines[-1:]})
    return frozenset(text for text, times in ends.items() if times >= 3)


def _is_margin(line: Line, at: int, count: int, running: frozenset[str]) -> bool:
    """Whether a line is a page number or a running head."""
    if 0 < at < count - 1:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or re.sub(r"\d+", "0", line.text) in running


def _joined_over_break(before: _Row, after: _Row, index: LabelIndex) -> _Row | None:
    """Join two rows that a page break made of one: their words are a label only together."""
    places = {spot.column: at for at, spot in enumerate(before.spots)}
    if before.spots[0].page == after.spots[0].page or not {spot.column for spot in after.spots} <= places.keys():
        return None
    for cell, spot in zip(after.cells, after.spots, strict=True):
        head = before.cells[places[spot.column]]
        if not cell or not head or fold(cell).isdigit():
            continue
        whole = index.exact(head + cell)
        if whole is not None and whole.kind in (Kind.ROW, Kind.COLUMN) and index.exact(cell) != whole:
            cells = list(before.cells)
            for text, place in zip(after.cells, after.spots, strict=True):
                at = places[place.column]
                cells[at] = f"{cells[at]} {text}".strip()
            return _Row(cells, before.spots)
    return None
