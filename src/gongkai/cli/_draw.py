"""The statutory tables drawn in the terminal, wrong cells marked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich import box
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text

from gongkai.check import Severity
from gongkai.form import Block, Table
from gongkai.report import ABSENT, Report

_UNBROKEN = re.compile(r"[“（]?(?:[A-Za-z0-9_./%+=\-]+|.)[，。；：、）”]*", re.DOTALL)
COLOURS = {Severity.ERROR: "bold white on red", Severity.WARNING: "black on yellow", Severity.NOTICE: "black on cyan"}
SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.NOTICE: "·"}


def draw_report(out: Console, report: Report, file: str, marks: Mapping[str, Severity] | None = None) -> None:
    """Draw a report's identity and tables.

    Args:
        out: where to draw.
        report: the report.
        file: the file's name, for the heading.
        marks: the gravest severity by ref of a cell; such cells are marked.
    """
    published = f"　发布日期 {report.published_on.isoformat()}" if report.published_on else ""
    out.rule(Text(file, style="bold"), align="left")
    out.print(
        f"{report.organ or '（机关未写明）'}　{report.year or '年度未写明'}年度　{report.edition.instrument}{published}"
    )
    for table in report.edition.tables:
        out.print(Text(report.edition.sections[table.section], style="bold"))
        for block in table.blocks:
            _draw_block(out, report, table, block, marks or {})


def _draw_block(out: Console, report: Report, table: Table, block: Block, marks: Mapping[str, Severity]) -> None:
    rows = [*block.rows, *(variant.row for variant in block.variants)]
    used = [row for row in rows if any(_value(report, table, row.id, c.id) is not ABSENT for c in block.columns)]
    if not used:
        return
    narrow = len(block.columns) > 4
    figures = {
        row.id: [_figure(report, f"{table.id}/{row.id}/{column.id}", marks) for column in block.columns] for row in used
    }
    heads = [_stacked(column.label) if narrow else column.label for column in block.columns]
    widths = [
        max(*(cell_len(part) for part in head.split("\n")), *(figures[row.id][at].cell_len for row in used))
        for at, head in enumerate(heads)
    ]
    longest = max(cell_len(words) for words in (block.heading, *(row.label + "  " for row in used)))
    drawing = Drawing(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), header_style="dim")
    room = out.width - sum(widths) - 2 * len(widths) - 6
    drawing.add_column(block.heading, no_wrap=True, overflow="ellipsis", width=max(12, min(longest, room)))
    for head, width in zip(heads, widths, strict=True):
        drawing.add_column(head, justify="right", width=width)
    group = ""
    for row in used:
        if row.group != group and row.group:
            drawing.add_row(Text(row.group, style="dim"))
        group = row.group
        drawing.add_row(("  " if row.group else "") + row.label, *figures[row.id])
    out.print(drawing)


def _stacked(label: str) -> str:
    """Break a heading of four or more characters into two lines."""
    half = (len(label) + 1) // 2
    return label if len(label) < 4 else f"{label[:half]}\n{label[half:]}"


def wrap(text: str, width: int, indent: str) -> str:
    """Break Chinese text at the width of the terminal: nowhere inside a number or a name, never before a stop."""
    room = max(20, width - len(indent))
    lines, used = [""], 0
    for piece in _UNBROKEN.findall(text):
        size = cell_len(piece)
        if used + size > room and lines[-1]:
            lines.append("")
            used = 0
        parts = chop_cells(piece, room) if size > room else [piece]
        lines[-1] += parts[0]
        lines += parts[1:]
        used = cell_len(lines[-1])
    return f"\n{indent}".join(lines)


def _value(report: Report, table: Table, row: str, column: str) -> object:
    return report.value(f"{table.id}/{row}/{column}")


def _figure(report: Report, ref: str, marks: Mapping[str, Severity]) -> Text:
    value = report.value(ref)
    unread = any(item.ref == ref for item in report.unread)
    shown = "未读出" if unread else "" if value is ABSENT else "空白" if value is None else str(value)
    mark = marks.get(ref)
    if mark is not None:
        return Text(f"{SIGNS[mark]}{shown}", style=COLOURS[mark])
    return Text(shown, style="yellow" if unread else "dim" if value in (0, None) else "")
