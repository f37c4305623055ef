"""Write a report as Markdown: headings, paragraphs and pipe tables in the official layout.

A pipe table has no merged cells: each block is a table of its own, and a merged cell stands in its upper left place
with empty ones behind it; only a row's label stands next to its figures, so that a blank figure keeps its place.
Signs that Markdown would take for its own are escaped in the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gongkai.report import Report
from gongkai.write.layout import Box, Grid, Role, lay_out
from gongkai.write.wording import Part, parts_of, print_date, title_of

_SIGNS: Final = re.compile(r"[\\`*_\[]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)")
_LINE_START: Final = re.compile(r"^(\s*)([#>=]|[+-](?=\s|[+-]|$))|^(\s*\d+)([.)])(?=\s|$)")


def write_markdown(report: Report) -> bytes:
    """Return the report as Markdown in UTF-8."""
    lines = [f"# {_escape(title_of(report))}", ""]
    for part in parts_of(report):
        lines += _part(report, part)
    if report.published_on:
        lines += [_escape(report.organ), ""] if report.organ else []
        lines += [print_date(report.published_on), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _part(report: Report, part: Part) -> Iterator[str]:
    if part.heading:
        yield f"## {_escape(part.heading)}"
        yield ""
    for paragraph in part.paragraphs:
        yield f"### {_escape(paragraph.text)}" if paragraph.heading else _escape(paragraph.text)
        yield ""
    grid = lay_out(report, part.table) if part.table else None
    if grid:
        yield from _table(grid)


def _table(grid: Grid) -> Iterator[str]:
    """Write each block of a table as a pipe table of its own, with no more columns than its boxes begin in."""
    for _, block in groupby((list(line) for line in grid.lines()), key=lambda line: line[0].band if line else 0):
        lines = list(block)
        columns = sorted({_column(box) for line in lines for box in line})
        for number, line in enumerate(lines):
            texts = {_column(box): _escape(box.text, in_table=True) for box in line}
            yield "| " + " | ".join(texts.get(column, "") for column in columns) + " |"
            if number == 0:
                yield "|" + " --- |" * len(columns)
        yield ""


def _column(box: Box) -> int:
    """Return the column of a box: a row's label that spans several stands in the last, next to its figures."""
    return box.column + box.columns - 1 if box.role is Role.ROW else box.column


def _escape(text: str, *, in_table: bool = False) -> str:
    """Escape what Markdown would take for its own, and no more; in a table a line break becomes `<br>`."""
    escaped = _SIGNS.sub(lambda match: "\\" + match[0], text)
    if in_table:
        return escaped.replace("|", "\\|").replace("\n", "<br>")
    return _LINE_START.sub(lambda match: f"{match[1] or match[3] or ''}\\{match[2] or match[4]}", escaped)
