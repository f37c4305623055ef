"""Read scans and pictures of reports with the `ocr` extra: tables by their ruling lines, each cell by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from gongkai.read.flow import Flow, read_flow
from gongkai.read.ocr_cells import Text, read_lines, read_texts
from gongkai.read.ocr_page import Box, StraightPage, straighten
from gongkai.read.ocr_rasters import RasterPage, pages_of_pdf, pages_of_picture
from gongkai.read.ocr_tools import need
from gongkai.read.pages import LaidOut, TablePart, TableRow, flow_of_pages
from gongkai.read.rulings import GridBox, RuledTable
from gongkai.read.slots import Spot
from gongkai.report import Report

_MOST_TABLES = 50  # of a page, as in PDFs


def read_image(data: bytes, *, file: str = "") -> Report:
    """Read a report from a picture of it, of one page or several.

    Raises:
        MissingTool: the extra is not installed.
        UnreadableFile: the picture is damaged or too small.
        UnsafeFile: it is refused by a limit.
        NotAReport: nothing in it is an annual report's.
    """
    need(file)
    return read_flow(flow_of_rasters(pages_of_picture(data, file or "文件")), file=file)


def read_scan(data: bytes, *, file: str = "") -> Report:
    """Read a report from a PDF whose pages are pictures.

    Raises:
        MissingTool: the extra is not installed.
        UnreadableFile: a page is damaged.
        UnsafeFile: it is refused by a limit.
        NotAReport: nothing in it is an annual report's.
    """
    need(file)
    return read_flow(flow_of_rasters(pages_of_pdf(data, file or "文件")), file=file)


def flow_of_rasters(pages: Iterable[RasterPage]) -> Flow:
    """Read every page and put the pages together."""
    doubtful: set[Spot] = set()
    flow = flow_of_pages([_lay_out(straighten(page), doubtful) for page in pages])
    flow.doubtful = doubtful
    return flow


def _lay_out(page: StraightPage, doubtful: set[Spot]) -> LaidOut:
    """Part a page into lines of text outside tables, and tables with the height at which they begin."""
    tables = page.tables[:_MOST_TABLES]
    boxes = [[page.in_pixels(box) for box in table.boxes] for table in tables]
    texts = iter(read_texts(page, [box for of_table in boxes for box in of_table]))
    first = (page.number - 1) * _MOST_TABLES
    parts = []
    for number, table in enumerate(tables, first + 1):
        cells = [(box, next(texts)) for box in table.boxes]
        parts.append((table.ys[0], TablePart(list(_rows(page, number, cells, doubtful)))))
    return read_lines(page, [_whole(page, table) for table in tables]), parts


def _rows(page: StraightPage, table: int, cells: list[tuple[GridBox, Text]], doubtful: set[Spot]) -> Iterator[TableRow]:
    for row, members in groupby(cells, key=lambda cell: cell[0].row):
        made = TableRow([], [])
        for box, text in members:
            spot = Spot(None, box.column + 1, page.number, table, row + 1, page.in_file(text.box))
            made.cells.append(text.text)
            made.spots.append(spot)
            if text.doubtful:
                doubtful.add(spot)
        yield made


def _whole(page: StraightPage, table: RuledTable) -> Box:
    edges = (table.xs[0] - 2, table.ys[0] - 2, table.xs[-1] + 2, table.ys[-1] + 2)
    left, top, right, bottom = (max(0, round(edge * page.point)) for edge in edges)
    return Box(left, top, right, bottom)
