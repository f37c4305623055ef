"""A file as what a reader sees from top to bottom: lines of text, and rows of table cells with their places.

Every format with real tables is turned into a `Flow`; `read_flow` makes the report of it. A row that is no row of a
table but layout (a page laid out with tables, a sheet with a paragraph in a cell) becomes lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.read.characters import is_traditional, mend_radicals, simplify
from gongkai.read.labels import LabelIndex, labels
from gongkai.read.lines import LineCutter
from gongkai.read.narrative import TextLine, choose_headings, heading_number
from gongkai.read.slots import Collector, Spot, TokenKind
from gongkai.read.text import assemble
from gongkai.read.values import BLANK
from gongkai.report import Heading, Report

_LONGEST_CELL = 240  # a longer text in a cell is prose in a page laid out with tables
_LONGEST_CAPTION = 60
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_MAY_BE_HEADING = re.compile("情|概|况|事项|问题|申请|复议|公开|诉讼|内容|困难|不足")


class Flow:
    """Lines and rows in reading order. A row is a line whose cells have spots."""

    __slots__ = ("doubtful", "lines", "rows")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.rows: dict[int, Sequence[Spot]] = {}
        self.doubtful: set[Spot] = set()  # the cells whose text may not be what is printed

    def add_line(self, text: str) -> None:
        """Add one line of text, empty for an empty paragraph."""
        self.lines.append(text)

    def add_lines(self, text: str) -> None:
        """Add the lines of a text."""
        self.lines += [" ".join(line.split()) if "\t" in line else line.strip() for line in text.split("\n")]

    def add_row(self, cells: Sequence[str], spots: Sequence[Spot]) -> None:
        """Add one row of a table. A newline in a cell's text parts its paragraphs."""
        longest = max(map(len, cells), default=0)
        if longest > _LONGEST_CAPTION:
            filled = [cell for cell in cells if cell]
            if longest > _LONGEST_CELL or len(filled) == 1:
                for cell in filled:
                    self.add_lines(cell)
                return
        joined = "\t".join(cells)
        self.rows[len(self.lines)] = spots
        self.lines.append(joined.replace("\n", " ") if "\n" in joined else joined)


def read_flow(flow: Flow, *, file: str = "") -> Report:
    """Read a report from its flow.

    Raises:
        NotAReport: nothing in the flow is an annual report's.
    """
    text = "\n".join(flow.lines)
    shown = mend_radicals(text) if _RADICAL.search(text) else text
    shown = simplify(shown) if is_traditional(shown) else shown
    shown_lines = flow.lines if shown is text else shown.split("\n")
    index = labels()
    lines: list[TextLine] = []
    offset = 0
    for number, line in enumerate(shown_lines, 1):
        lines.append(TextLine(number, offset, line))
        offset += len(line) + 1
    headings = choose_headings(_find_headings(lines, flow.rows, index), len(shown))
    collector = _collect(lines, flow.rows, headings, index)
    if flow.doubtful:
        _mark_doubtful(collector, flow)
    return assemble(shown, lines, headings, collector, file=file)


def _mark_doubtful(collector: Collector, flow: Flow) -> None:
    """Make doubtful the tokens of the cells whose text may be wrong, whatever that text looks like."""
    lines = {spot: line + 1 for line, spots in flow.rows.items() for spot in spots}
    for slot in collector.slots:
        for at, token in enumerate(slot.tokens):
            if token.spot not in flow.doubtful:
                continue
            seen = token.seen or BLANK
            slot.tokens[at] = token._replace(kind=TokenKind.VALUE, seen=seen._replace(doubtful=True))
            if token.kind is TokenKind.WORDS and lines[token.spot] == slot.line:
                slot.same_line += 1


def _find_headings(lines: Sequence[TextLine], rows: dict[int, Sequence[Spot]], index: LabelIndex) -> list[Heading]:
    found = []
    for line in lines:
        text = line.text
        if len(text) < 4 or len(text) > 96 or not _MAY_BE_HEADING.search(text):
            continue
        start = 0
        if line.number - 1 in rows:
            caption = text.strip()
            if "\t" in caption or index.exact(caption) is not None:
                continue
            start = text.index(caption)
            text = caption
        if (number := heading_number(text)) is not None:
            found.append(Heading(number, text.strip(), line.offset + start, line.number))
    return found


def _collect(
    lines: Sequence[TextLine], rows: dict[int, Sequence[Spot]], headings: Sequence[Heading], index: LabelIndex
) -> Collector:
    collector = Collector(index)
    cutter = LineCutter(index)
    heads = {heading.line: heading.number for heading in headings}
    add = collector.add
    for number, _, text in ((line.number, line.offset, line.text) for line in lines):
        if number in heads:
            collector.enter_section(heads[number])
        elif (spots := rows.get(number - 1)) is not None:
            for at, (cell, spot) in enumerate(zip(text.split("\t"), spots, strict=True)):
                add(cell, spot, number, at)
        elif not text:
            collector.add_gap(number)
        else:
            for at, cut in enumerate(cutter.cells(text)):
                add(cut.text, Spot(number, cut.column), number, at)
    return collector
