"""Write a report as Markdown: headings, paragraphs and pipe tables in the official layout.

A pipe table has no merged cells: a merged one stands in its upper left place and the places that it covers are empty.
Signs that Markdown would take for its own are escaped in the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gongkai.report import Report
from gongkai.write.layout import Grid, lay_out
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
        yield ""


def _table(grid: Grid) -> Iterator[str]:
    width = len(grid.widths)
    for number, line in enumerate(grid.lines()):
        places = [""] * width
        for box in line:
            places[box.column] = _escape(box.text, in_table=True)
        yield "| " + " | ".join(places) + " |"
        if number == 0:
            yield "|" + " --- |" * width


def _escape(text: str, *, in_table: bool = False) -> str:
    """Escape what Markdown would take for its own, and no more; in a table a line break becomes `<br>`."""
    escaped = _SIGNS.sub(lambda match: "\\" + match[0], text)
    if in_table:
        return escaped.replace("|", "\\|").replace("\n", "<br>")
    return _LINE_START.sub(lambda match: f"{match[1] or match[3] or ''}\\{match[2] or match[4]}", escaped)
