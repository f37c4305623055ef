"""Whether the digits of a page look like the digits they were read as: a check that owes nothing to the recogniser.

The digits of one page are printed in one face. Each is compared with the mean picture of all others that were read as
the same digit, and with those of the other digits; one that looks more like another digit was perhaps misread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.read.ocr_page import Box
from gongkai.read.ocr_tools import Raster, cv2, numpy

_WIDE, _HIGH = 14, 20
_FEWEST = 2  # other pictures of the same digit, to judge by
_LEAD = 0.95  # how much nearer another digit must be


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


def odd_cells(glyphs: Sequence[Glyph]) -> set[int]:
    """Return the cells with a digit that looks more like another digit than like its own."""
    if not glyphs:
        return set()
    digits = numpy().array([glyph.digit for glyph in glyphs])
    pictures = numpy().stack([glyph.picture.ravel() for glyph in glyphs])
    sums = numpy().stack([pictures[digits == digit].sum(axis=0) for digit in range(10)])
    counts = numpy().bincount(digits, minlength=10)
    usual = _usual_distance(pictures, digits, sums, counts)
    odd: set[int] = set()
    for glyph, picture in zip(glyphs, pictures, strict=True):
        others = {digit: _distance(picture, sums[digit] / counts[digit]) for digit in range(10)
                  if digit != glyph.digit and counts[digit] >= _FEWEST}  # fmt: skip
        own = 2 * usual
        if counts[glyph.digit] > _FEWEST:
            own = _distance(picture, (sums[glyph.digit] - picture) / (counts[glyph.digit] - 1))
        if others and min(others.values()) < _LEAD * own:
            odd.add(glyph.cell)
    return odd


def _usual_distance(pictures: Raster, digits: Raster, sums: Raster, counts: Raster) -> float:
    """Return how far a picture usually is from the mean of its digit."""
    far = [
        _distance(picture, sums[digit] / counts[digit])
        for picture, digit in zip(pictures, digits, strict=True)
        if counts[digit] > _FEWEST
    ]
    return float(numpy().median(far)) if far else 0.0


def _distance(picture: Raster, mean: Raster) -> float:
    return float(numpy().linalg.norm(picture - mean))
