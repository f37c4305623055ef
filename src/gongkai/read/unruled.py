"""Read the tables of a PDF that draws no ruling lines: from where each number stands on the page.

The characters are set on lines of equal columns, as a typewriter would, and read as laid-out text. The words of the
report stay as they were read from its paragraphs; only the cells are taken over, and only where more of them can be
read this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from gongkai.errors import NotAReport
from gongkai.read.glyphs import rows_of
from gongkai.read.pdf_page import Glyph, Page
from gongkai.read.text import read_text
from gongkai.report import Place, Report, Unread

_FEWEST_UNREAD = 8  # a row or so: fewer are the fault of a line, not of the whole table
_JOINED = 0.5  # of a character's height: a narrower gap is no gap


def read_unruled(report: Report, pages: Sequence[Page]) -> Report:
    """Return the report with the cells read from where they stand, if that leaves fewer unread; else as it was."""
    if len(report.unread) < _FEWEST_UNREAD:
        return report
    lines, page_of = _typed(pages)
    try:
        laid = read_text("\n".join(lines), file=report.file)
    except NotAReport:
        return report
    if laid.edition is not report.edition or len(laid.unread) >= len(report.unread):
        return report
    places = tuple(place and _on_page(place, page_of) for place in laid.places)
    unread = tuple(_unread_on_page(item, page_of) for item in laid.unread)
    return replace(report, values=laid.values, places=places, unread=unread)


def _on_page(place: Place, page_of: Sequence[int]) -> Place:
    return place._replace(page=page_of[place.line - 1], line=None, column=None) if place.line else place


def _unread_on_page(item: Unread, page_of: Sequence[int]) -> Unread:
    return replace(item, place=_on_page(item.place, page_of)) if item.place else item


def _typed(pages: Sequence[Page]) -> tuple[list[str], list[int]]:
    """Return the lines of all pages with spaces for distances, and the page of each line."""
    lines: list[str] = []
    page_of: list[int] = []
    for page in pages:
        wide = [glyph.right - glyph.left for glyph in page.glyphs if ord(glyph.text[0]) >= 0x2E80]
        unit = (median(wide) if wide else 10.0) / 2
        for row in rows_of(page.glyphs):
            lines.append(_typed_line(row, unit))
            page_of.append(page.number)
    return lines, page_of


def _typed_line(row: Sequence[Glyph], unit: float) -> str:
    words: list[list[Glyph]] = [[row[0]]]
    for before, glyph in pairwise(row):
        if glyph.left - before.right > _JOINED * max(before.height, glyph.height):
            words.append([glyph])
        else:
            words[-1].append(glyph)
    text, used = "", 0
    for word in words:
        start = max(round(word[0].left / unit), used + 2 if text else 0)
        said = "".join(glyph.text for glyph in word)
        text += " " * (start - used) + said
        used = start + sum(2 if ord(character) >= 0x2E80 else 1 for character in said)
    return text
