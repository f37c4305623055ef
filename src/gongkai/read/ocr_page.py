"""A raster of a page made straight and parted: ruling lines, ink, and lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.read.ocr_rasters import RasterPage
from gongkai.read.ocr_tools import Raster, cv2, numpy
from gongkai.read.pdf_page import Ruling
from gongkai.read.rulings import GridBox, RuledTable, find_tables

_SHORT_SIDE = 595.0  # points of A4, which a page is taken for
_STEEPEST = 3.0  # degrees
_FAINTEST_LINE = 0.82  # of the paper's brightness
_FAINTEST_INK = 0.66
_FAINTEST_MARK = 0.88
_SHORTEST_ACROSS, _SHORTEST_DOWN = 30.0, 19.0  # points: longer than any stroke of a character
_THICKEST = 5.0
_FEWEST_WIDE, _FEWEST_HIGH = 120.0, 24.0  # points: no table is smaller
_SPECK = 0.48  # points: the side of the smallest dot of a decimal
_LINE_GAP = 0.9  # points between two lines of text


class Box(NamedTuple):
    """A box in pixels of the straightened page; right and bottom are outside it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:  # noqa: D102
        return self.right - self.left

    @property
    def height(self) -> int:  # noqa: D102
        return self.bottom - self.top


class StraightPage(NamedTuple):
    """A page made straight: paper white, with its ink, its tables in points, and the way back."""

    number: int
    grey: Raster  # 0-255, paper at 255, ruling lines of tables painted over
    ink: Raster  # 255 where there is ink that is no ruling line
    faint: Raster  # 255 where there may be ink, however pale
    tables: list[RuledTable]
    point: float  # pixels in a point
    back: Raster  # from pixels of this page to units of the file

    def in_pixels(self, box: GridBox) -> Box:
        """Return a box of a table in pixels, a little inside its lines."""
        inset = 0.4
        edges = (box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)
        left, top, right, bottom = (round(edge * self.point) for edge in edges)
        height, width = self.grey.shape
        return Box(max(0, left), max(0, top), min(width, max(right, left)), min(height, max(bottom, top)))

    def in_file(self, box: Box) -> tuple[float, float, float, float]:
        """Return the box of the file that a box of this page was."""
        corners = numpy().array([[x, y, 1] for x in (box.left, box.right) for y in (box.top, box.bottom)])
        xs, ys = self.back @ corners.T
        left, top, right, bottom = (round(float(v), 1) for v in (xs.min(), ys.min(), xs.max(), ys.max()))
        return left, top, right, bottom


def straighten(page: RasterPage) -> StraightPage:
    """Make a page straight and find its tables and ink."""
    white = _whitened(page.grey)
    angle = _skew(white)
    height, width = white.shape
    turn = cv2().getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    flat = cv2().warpAffine(white, turn, (width, height), flags=cv2().INTER_CUBIC, borderValue=255)
    point = min(height, width) / _SHORT_SIDE
    across, over = _rulings(flat, point, is_across=True)
    down, upon = _rulings(flat, point, is_across=False)
    tables = [table for table in find_tables(across, down) if _is_large(table)]
    flat = _painted(flat, over | upon, tables, point)
    back = cv2().invertAffineTransform(turn) * page.unit
    return StraightPage(page.number, flat, _ink(flat, point), _faint(flat, point), tables, point, back)


def _is_large(table: RuledTable) -> bool:
    return table.xs[-1] - table.xs[0] >= _FEWEST_WIDE and table.ys[-1] - table.ys[0] >= _FEWEST_HIGH


def _painted(flat: Raster, lines: Raster, tables: Sequence[RuledTable], point: float) -> Raster:
    """Paint white the ruling lines of the tables."""
    spread = cv2().dilate(lines, numpy().ones((3, 3), "uint8"), iterations=max(1, round(0.25 * point)))
    painted = flat.copy()
    for table in tables:
        edges = (table.ys[0] - 3, table.ys[-1] + 3, table.xs[0] - 3, table.xs[-1] + 3)
        top, bottom, left, right = (max(0, round(edge * point)) for edge in edges)
        part = painted[top:bottom, left:right]
        part[spread[top:bottom, left:right] > 0] = 255
    return painted


def _whitened(grey: Raster) -> Raster:
    """Divide by the paper's brightness, so that shadow and tint go."""
    small = cv2().resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2().INTER_AREA)
    side = max(15, min(small.shape) // 20) | 1
    paper = cv2().medianBlur(cv2().dilate(small, numpy().ones((9, 9), "uint8")), min(side, 101))
    paper = cv2().resize(cv2().blur(paper, (15, 15)), (grey.shape[1], grey.shape[0]))
    return cv2().divide(grey, numpy().maximum(paper, 60), scale=255)


def _skew(white: Raster) -> float:
    """Return by how many degrees a page must be turned: its rows of ink are then most sharply parted."""
    scale = min(1.0, 1000 / min(white.shape))
    small = 255 - cv2().resize(white, None, fx=scale, fy=scale, interpolation=cv2().INTER_AREA)
    small[small < 70] = 0
    best, step = 0.0, 0.2
    angles = [step * at for at in range(-round(_STEEPEST / step), round(_STEEPEST / step) + 1)]
    for finer in (0.05, 0.0125, 0.0):
        best = max(angles, key=lambda angle: _sharpness(small, angle))
        angles = [best + finer * at for at in range(-5, 6)]
    return best


def _sharpness(dark: Raster, angle: float) -> float:
    height, width = dark.shape
    turn = cv2().getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2().warpAffine(dark, turn, (width, height)).sum(axis=1, dtype="float64")
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def _rulings(flat: Raster, point: float, *, is_across: bool) -> tuple[list[Ruling], Raster]:
    """Find straight lines: long, thin runs of dark pixels along an axis; in points, and as a picture of them."""
    picture = flat if is_across else numpy().ascontiguousarray(flat.T)
    smooth = cv2().blur(picture, (max(3, round(2.4 * point)), 1))
    dark = (smooth < _FAINTEST_LINE * 255).astype("uint8") * 255
    joined = cv2().dilate(dark, numpy().ones((3, 1), "uint8"))  # a line not quite level steps from row to row
    length = round((_SHORTEST_ACROSS if is_across else _SHORTEST_DOWN) * point)
    long = cv2().morphologyEx(joined, cv2().MORPH_OPEN, numpy().ones((1, length), "uint8"))
    _, marked, boxes, _ = cv2().connectedComponentsWithStats(long, connectivity=8)
    found = []
    kept = numpy().zeros(len(boxes), "uint8")
    for at, (left, top, width, height, _) in enumerate(boxes.tolist()):
        if at and height - 2 <= _THICKEST * point and width > 4 * height:
            found.append(Ruling((top + height / 2) / point, left / point, (left + width) / point))
            kept[at] = 255
    lines = kept[marked]
    return found, lines if is_across else numpy().ascontiguousarray(lines.T)


def _ink(flat: Raster, point: float) -> Raster:
    """Return where there is ink, without specks."""
    return _without_specks((flat < _FAINTEST_INK * 255).astype("uint8") * 255, 1.6 * (_SPECK * point) ** 2)


def _faint(flat: Raster, point: float) -> Raster:
    """Return where there is more than paper: marks as large as a digit, pale ones too."""
    side = max(3, round(1.0 * point)) | 1
    pale = cv2().GaussianBlur(flat, (side, side), 0) < _FAINTEST_MARK * 255
    return _without_specks(pale.astype("uint8") * 255, (3.0 * point) ** 2)


def _without_specks(picture: Raster, least: float) -> Raster:
    count, marked, boxes, _ = cv2().connectedComponentsWithStats(picture, connectivity=8)
    kept = numpy().zeros(count, "uint8")
    kept[1:] = (boxes[1:, 4] >= least) * 255
    return kept[marked]


def text_lines(ink: Raster, box: Box, point: float) -> list[Box]:
    """Part the ink in a box into lines of text, each with its own box."""
    part = ink[box.top : box.bottom, box.left : box.right]
    if not part.any():
        return []
    runs = _runs(part.any(axis=1), max(1, round(_LINE_GAP * point)))
    lines = []
    for top, bottom in _merged(runs, point):
        columns = part[top:bottom].any(axis=0).nonzero()[0]
        lines.append(Box(box.left + int(columns[0]), box.top + top, box.left + int(columns[-1]) + 1, box.top + bottom))
    return lines


def _runs(filled: Raster, gap: int) -> list[tuple[int, int]]:
    """Return the runs of filled places; a gap shorter than `gap` does not part them."""
    places = filled.nonzero()[0].tolist()
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place - runs[-1][1] < gap:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _merged(runs: Sequence[tuple[int, int]], point: float) -> list[tuple[int, int]]:
    """Put the pieces of a character (二, i, ：) together again: pieces too low for a line, near another."""
    merged: list[tuple[int, int]] = []
    low = 6.0 * point
    for run in runs:
        near = bool(merged) and run[0] - merged[-1][1] < 4.0 * point
        small = bool(merged) and min(run[1] - run[0], merged[-1][1] - merged[-1][0]) < low
        if near and small and run[1] - merged[-1][0] < 18 * point:
            merged[-1] = (merged[-1][0], run[1])
        else:
            merged.append(run)
    return merged


def marks_in(ink: Raster, box: Box) -> list[Box]:
    """Return the characters of a line of digits from left to right: pieces that stand over one another are one."""
    part = numpy().ascontiguousarray(ink[box.top : box.bottom, box.left : box.right])
    _, _, boxes, _ = cv2().connectedComponentsWithStats(part, connectivity=8)
    found: list[Box] = []
    for left, top, width, height, _ in sorted(boxes[1:].tolist()):
        piece = Box(box.left + left, box.top + top, box.left + left + width, box.top + top + height)
        last = found[-1] if found else None
        if last and min(last.right, piece.right) - piece.left > 0.5 * min(last.width, piece.width):
            found[-1] = Box(
                last.left, min(last.top, piece.top), max(last.right, piece.right), max(last.bottom, piece.bottom)
            )
        else:
            found.append(piece)
    return found
