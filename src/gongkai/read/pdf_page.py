"""One page of a PDF as characters with boxes and ruling lines, in points from the upper left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium_c

from gongkai.errors import UnsafeFile

MOST_CHARACTERS = 60_000
MOST_OBJECTS = 60_000
_THIN = 3.0
_LARGEST = 40.0
_DEEPEST_FORM = 6
_Matrix = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """One printed character and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How tall its box is."""
        return self.bottom - self.top


class Ruling(NamedTuple):
    """A straight line along an axis: `at` is its position across, from `start` to `end` along."""

    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What is drawn on a page."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    across: list[Ruling]  # horizontal lines
    down: list[Ruling]  # vertical lines
    pictures: int


def read_page(page: pypdfium2.PdfPage, number: int, file: str) -> Page:
    """Read a page of pypdfium2.

    Raises:
        UnsafeFile: there is more on the page than any report has.
    """
    width, height = page.get_size()
    turn = _turning(page, height)
    across: list[Ruling] = []
    down: list[Ruling] = []
    glyphs = _glyphs(page, turn, (width, height), number, file)
    pictures = 0
    for box, is_picture in _shapes(page, number, file):
        if is_picture:
            pictures += 1
        else:
            left, top, right, bottom = turn(*box)
            if bottom - top <= _THIN and right - left > bottom - top:
                across.append(Ruling((top + bottom) / 2, left, right))
            elif right - left <= _THIN and bottom - top > right - left:
                down.append(Ruling((left + right) / 2, top, bottom))
    return Page(number, width, height, glyphs, across, down, pictures)


def _turning(
    page: pypdfium2.PdfPage, height: float
) -> Callable[[float, float, float, float], tuple[float, float, float, float]]:
    """Return what turns a box of the page's own space (left, bottom, right, top) to the page as it is seen."""
    x0, y0, x1, y1 = page.get_cropbox() or page.get_mediabox() or (0.0, 0.0, 0.0, height)
    rotation = page.get_rotation() % 360

    def turn(left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if rotation == 90:
            return bottom - y0, left - x0, top - y0, right - x0
        if rotation == 180:
            return x1 - right, bottom - y0, x1 - left, top - y0
        if rotation == 270:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        return left - x0, y1 - top, right - x0, y1 - bottom

    return turn


def _glyphs(
    page: pypdfium2.PdfPage,
    turn: Callable[[float, float, float, float], tuple[float, float, float, float]],
    size: tuple[float, float],
    number: int,
    file: str,
) -> list[Glyph]:
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        if count > MOST_CHARACTERS:
            raise UnsafeFile(f"“{file}”第{number}页有{count}个字符，超过上限", fix="请确认文件来源")
        text = text_page.get_text_range() if count else ""
        handle = text_page.raw
        if len(text) != count:
            text = "".join(chr(pdfium_c.FPDFText_GetUnicode(handle, at) or 32) for at in range(count))
        rect = pdfium_c.FS_RECTF()
        box_of, pointer = pdfium_c.FPDFText_GetLooseCharBox, ctypes.byref(rect)
        glyphs = []
        for at, character in enumerate(text):
            if character.isspace() or not character.isprintable() or not box_of(handle, at, pointer):
                continue
            box = rect.left, rect.bottom, rect.right, rect.top
            if rect.top - rect.bottom > _LARGEST or rect.right - rect.left > _LARGEST:
                box = _tight_box(handle, at) or box  # the wide box of vertical writing is of no use
            left, top, right, bottom = turn(*box)
            if left < size[0] and right > 0 and top < size[1] and bottom > 0:
                glyphs.append(Glyph(character, left, top, right, bottom))
        return glyphs
    finally:
        text_page.close()


def _tight_box(handle: pdfium_c.FPDF_TEXTPAGE, at: int) -> tuple[float, float, float, float] | None:
    edges = [ctypes.c_double() for _ in range(4)]
    if not pdfium_c.FPDFText_GetCharBox(handle, at, *(ctypes.byref(edge) for edge in edges)):
        return None
    left, right, bottom, top = (edge.value for edge in edges)
    return left, bottom, right, top


_Box = tuple[float, float, float, float]


def _shapes(page: pypdfium2.PdfPage, number: int, file: str) -> Iterator[tuple[_Box, bool]]:
    """Yield the boxes of straight lines (and of the sides of frames), and of pictures, in the page's own space."""
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    if count > MOST_OBJECTS:
        raise UnsafeFile(f"“{file}”第{number}页有{count}个图形对象，超过上限", fix="请确认文件来源")
    get = pdfium_c.FPDFPage_GetObject
    objects = (get(page.raw, at) for at in range(count))
    yield from _boxes(objects, None, 0)


def _boxes(
    objects: Iterator[pdfium_c.FPDF_PAGEOBJECT], outer: _Matrix | None, depth: int
) -> Iterator[tuple[_Box, bool]]:
    kind_of = pdfium_c.FPDFPageObj_GetType
    for shape in objects:
        kind = kind_of(shape)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            for box in _path_boxes(shape):
                yield (_moved(box, outer) if outer else box), False
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            bounds = _bounds(shape)
            if bounds:
                placed = _moved(bounds, outer) if outer else bounds
                thin = placed[2] - placed[0] <= _THIN or placed[3] - placed[1] <= _THIN
                yield placed, not thin
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = min(pdfium_c.FPDFFormObj_CountObjects(shape), MOST_OBJECTS)
            parts = (pdfium_c.FPDFFormObj_GetObject(shape, at) for at in range(inner))
            yield from _boxes(parts, _composed(_matrix(shape), outer), depth + 1)


_EDGES = tuple(ctypes.c_float() for _ in range(4))
_EDGE_POINTERS = tuple(ctypes.byref(edge) for edge in _EDGES)


def _bounds(shape: pdfium_c.FPDF_PAGEOBJECT) -> _Box | None:
    if not pdfium_c.FPDFPageObj_GetBounds(shape, *_EDGE_POINTERS):
        return None
    left, bottom, right, top = _EDGES
    return left.value, bottom.value, right.value, top.value


def _path_boxes(shape: pdfium_c.FPDF_PAGEOBJECT) -> Iterator[_Box]:
    """Yield the straight lines of a path: itself where it is thin, else its segments, or the sides of its frame."""
    box = _bounds(shape)
    if box is None:
        return
    if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
        yield box
        return
    segments = pdfium_c.FPDFPath_CountSegments(shape)
    if not 2 <= segments <= 4000:
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(shape, ctypes.byref(mode), ctypes.byref(stroked))
    matrix = _matrix(shape)
    for outline in _outlines(shape, segments, matrix):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        whole = (min(xs), min(ys), max(xs), max(ys))
        if whole[2] - whole[0] <= _THIN or whole[3] - whole[1] <= _THIN:
            yield whole
        elif stroked.value:
            for (x0, y0), (x1, y1) in pairwise(outline):
                if abs(x1 - x0) <= 0.5 or abs(y1 - y0) <= 0.5:
                    yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _outlines(shape: pdfium_c.FPDF_PAGEOBJECT, count: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each part of a path, closed parts ending where they began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    for at in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(shape, at)
        if not segment or not pdfium_c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium_c.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            yield [*points, points[0]]
            points = []
    if len(points) > 1:
        yield points


def _matrix(shape: pdfium_c.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(shape, ctypes.byref(matrix)):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _composed(inner: _Matrix, outer: _Matrix | None) -> _Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(box: _Box, matrix: _Matrix) -> _Box:
    a, b, c, d, e, f = matrix
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
