"""Whether the digits of a page look like the digits they were read as: a check that owes nothing to the recogniser.

The digits of one page are printed in one face. Each is compared with the others that were read as the same digit, and
with those that were read as another; one that is about as near to another digit was perhaps misread, or the other was.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.read.ocr_page import Box
from gongkai.read.ocr_tools import Raster, cv2, numpy

_WIDE, _HIGH = 14, 20
_LEAD = 1.4  # how much farther other digits must be than those of the same kind
_ALIKE = 0.25  # two pictures nearer than this may be of the same digit
_FAR = 9.0
_MOST = 3000


class Glyph(NamedTuple):
    """One digit: which cell it belongs to, what it was read as, and its picture."""

    cell: int
    digit: int
    picture: Raster


def glyphs_of(cell: int, number: str, grey: Raster, marks: Sequence[Box]) -> list[Glyph]:
    """Return the digits of a number whose marks are as many as its characters."""
    tallest = max(mark.height for mark in marks)
    return [
        Glyph(cell, int(character), _picture(grey, mark))
        for character, mark in zip(number, marks, strict=True)
        if character.isdigit() and mark.height > 0.6 * tallest
    ]


def _picture(grey: Raster, mark: Box) -> Raster:
    """Cut a digit out, as dark as the others, its width kept in proportion to its height."""
    part = 255.0 - grey[mark.top : mark.bottom, mark.left : mark.right].astype("float32")
    wide = max(2, min(_WIDE, round(mark.width * _HIGH / mark.height)))
    sized = cv2().resize(part, (wide, _HIGH), interpolation=cv2().INTER_AREA)
    canvas = numpy().zeros((_HIGH, _WIDE), dtype="float32")
    start = (_WIDE - wide) // 2
    canvas[:, start : start + wide] = sized
    smooth = cv2().GaussianBlur(canvas, (3, 3), 0)
    return smooth / max(1e-6, float(numpy().linalg.norm(smooth)))


class Oddities(NamedTuple):
    """The cells with a digit that looks like another digit, and those with one that looks like none of its kind."""

    alike: set[int]
    strange: set[int]


def odd_cells(glyphs: Sequence[Glyph]) -> Oddities:
    """Return the cells with a digit that is about as near to another digit as to its own kind."""
    cells = {glyph.cell for glyph in glyphs}
    if len(glyphs) < 2:
        return Oddities(set(), cells)
    if len(glyphs) > _MOST:
        return Oddities(cells, set())
    digits = numpy().array([glyph.digit for glyph in glyphs])
    pictures = numpy().stack([glyph.picture.ravel() for glyph in glyphs])
    apart = numpy().sqrt((2 - 2 * pictures @ pictures.T).clip(0, None))
    numpy().fill_diagonal(apart, _FAR)
    is_same = digits[:, None] == digits[None, :]
    own = numpy().sort(numpy().where(is_same, apart, _FAR), axis=1)[:, 1]  # the second nearest of its kind
    other = numpy().where(is_same, _FAR, apart).min(axis=1)
    known = own < _FAR
    usual = float(numpy().median(own[known])) if known.any() else 0.0
    is_odd = (other < _LEAD * own).tolist()
    is_near = (other < max(_ALIKE, 3 * usual)).tolist()
    odd = [(glyph.cell, near) for glyph, odd, near in zip(glyphs, is_odd, is_near, strict=True) if odd]
    return Oddities({cell for cell, near in odd if near}, {cell for cell, near in odd if not near})
