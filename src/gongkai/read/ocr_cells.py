"""The texts of a straightened page, each with whether it may be wrong.

A number is believed where two passes of the recogniser over differently made pictures agree, both are sure, and there
are as many marks of ink as characters read. Everything else that looks like a number is doubtful: the form's
arithmetic may confirm it, else it is unread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.read.glyphs import Line
from gongkai.read.labels import labels
from gongkai.read.ocr_page import Box, StraightPage, marks_in, text_lines
from gongkai.read.ocr_tools import Raster, Reading, cv2, numpy, recogniser
from gongkai.read.values import see

UNREADABLE = "□"
SUREST = 0.93  # a number whose least sure character is below this, in either pass, is doubtful
_MOST_LINES = 4000  # of a page
_FLAT = 0.35  # height to width of a dash
_DIGITS = re.compile(r"[+-]?[\d.,]+%?")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(slots=True)
class Text:
    """What was read in a cell: its lines' boxes, its text, and whether the text may be wrong."""

    box: Box
    lines: list[Box] = field(default_factory=list)
    text: str = ""
    score: float = 1.0
    doubtful: bool = False


def read_texts(page: StraightPage, boxes: Sequence[Box]) -> list[Text]:
    """Read the cells in these boxes."""
    texts = [Text(box, text_lines(page.ink, box, page.point)) for box in boxes]
    pictures = [_picture(page, line, 0.22) for text in texts for line in text.lines]
    readings = iter(recogniser().read(pictures))
    for text in texts:
        _join(text, [next(readings) for _ in text.lines])
    _read_again(page, [text for text in texts if text.lines and _may_be_number(text)])
    for text in texts:
        if not text.lines and _is_marked(page, text.box):
            text.text, text.doubtful = UNREADABLE, True
    return texts


def read_lines(page: StraightPage, without: Sequence[Box]) -> list[Line]:
    """Read the lines of text outside these boxes, in points."""
    ink = page.ink.copy()
    for box in without:
        ink[box.top : box.bottom, box.left : box.right] = 0
    height, width = ink.shape
    boxes = text_lines(ink, Box(0, 0, width, height), page.point)[:_MOST_LINES]
    readings = recogniser().read([_picture(page, box, 0.15) for box in boxes])
    return [
        Line(reading.text.strip(), *(edge / page.point for edge in box))
        for box, reading in zip(boxes, readings, strict=True)
        if reading.text.strip()
    ]


def _picture(page: StraightPage, line: Box, margin: float) -> Raster:
    """Cut a line out, with white around it."""
    height, width = page.grey.shape
    part = page.grey[
        max(0, line.top - 1) : min(height, line.bottom + 1), max(0, line.left - 1) : min(width, line.right + 1)
    ]
    low = max(0, round(5.5 * page.point) - part.shape[0]) // 2  # a dash or a dot stays as small as it is
    above = max(2, round(margin * part.shape[0])) + low
    return cv2().copyMakeBorder(part, above, above, 2 * above, 2 * above, cv2().BORDER_CONSTANT, value=255)


def _sharper(picture: Raster) -> Raster:
    """Make the picture of the second pass: larger, smoothed, with all contrast there is."""
    large = cv2().resize(picture, None, fx=2, fy=2, interpolation=cv2().INTER_LINEAR)
    smooth = cv2().GaussianBlur(large, (3, 3), 0).astype("float32")
    low, high = float(numpy().percentile(smooth, 1)), 250.0
    spread = (smooth - low) / max(1.0, high - low)
    return (spread.clip(0, 1) ** 1.3 * 255).astype("uint8")


def _join(text: Text, readings: Sequence[Reading]) -> None:
    pieces = [reading.text.strip() for reading in readings]
    text.score = min((reading.score for reading in readings), default=1.0)
    text.text = "".join(pieces)
    if len(pieces) > 1 and not _HAN.search(text.text):
        text.doubtful = True  # a number on two lines, or two numbers
        text.text = " ".join(pieces)
    if text.lines and not text.text:
        text.text, text.doubtful = UNREADABLE, True


def _may_be_number(text: Text) -> bool:
    """Whether a text is a number, or what a number may be misread as."""
    if see(text.text) is not None or not _HAN.search(text.text):
        return True
    return len(text.text) <= 2 and labels().exact(text.text) is None and text.text not in ("其他", "总计")


def _read_again(page: StraightPage, texts: Sequence[Text]) -> None:
    """Read the numbers a second time and note which are doubtful."""
    single = [text for text in texts if len(text.lines) == 1]
    again = recogniser().read([_sharper(_picture(page, text.lines[0], 0.4)) for text in single])
    for text, second in zip(single, again, strict=True):
        marks = marks_in(page.ink, text.lines[0])
        if len(marks) == 1 and marks[0].height < _FLAT * marks[0].width:
            text.text, text.doubtful = "—", False
            continue
        number, other = _normal(text.text), _normal(second.text)
        text.score = min(text.score, second.score)
        is_sure = number == other and text.score >= SUREST and see(number) is not None and see(number) != see("")
        is_counted = not _DIGITS.fullmatch(number) or len(marks) == len(number)
        text.doubtful = text.doubtful or not (is_sure and is_counted) or _is_spread(marks)
        if text.doubtful and see(number) is None:
            text.text = other if see(other) is not None else number or UNREADABLE
        else:
            text.text = number or UNREADABLE


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("，", ",")


def _is_spread(marks: Sequence[Box]) -> bool:
    """Whether there is room for a character between two of the marks: these may be two numbers."""
    tallest = max((mark.height for mark in marks), default=0)
    return any(after.left - before.right > 0.8 * tallest for before, after in pairwise(marks))


def _is_marked(page: StraightPage, box: Box) -> bool:
    """Whether there is something in a box without ink: a pale mark as large as a digit."""
    inset = max(1, round(1.2 * page.point))
    part = page.faint[box.top + inset : box.bottom - inset, box.left + inset : box.right - inset]
    return bool(part.any())
