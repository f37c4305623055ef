"""Print a report as the text that converters leave of it: the flattenings seen in published reports.

Each printer takes rows of cells as the form lays them out. The first row of a table may hold heads; a label that spans
several columns leaves empty cells behind it in some flattenings and none in others, as in the real texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from gongkai.report import ABSENT, Report

Row = list[str]


def _print(value: object) -> str:
    return "" if value is None else str(value)


def rows_of(report: Report, rng: Random) -> Iterator[tuple[str, list[tuple[Row, Row]]]]:
    """Yield each table's section heading and its rows as (words before the values, values)."""
    for table in report.edition.tables:
        rows: list[tuple[Row, Row]] = []
        for block in table.blocks:
            if block.layout == "groups":
                rows += [(["行政复议", "行政诉讼"], []), (["未经复议直接起诉", "复议后起诉"], [])]
                rows.append(([column.label for _ in block.rows for column in block.columns], []))
                values = [_print(report.value(f"{table.id}/{r.id}/{c.id}")) for r in block.rows for c in block.columns]
                if all(report.value(f"{table.id}/{r.id}/{c.id}") is ABSENT for r in block.rows for c in block.columns):
                    rows = []
                    continue
                rows.append(([], values))
                continue
            group = ""
            printed = [*block.rows]
            for variant in block.variants:
                if report.value(f"{table.id}/{variant.row.id}/{block.columns[0].id}") is not ABSENT:
                    at = next(i for i, row in enumerate(printed) if row.id == variant.replaces[0])
                    printed = [row for row in printed if row.id not in variant.replaces]
                    printed.insert(at, variant.row)
            printed = [r for r in printed if report.value(f"{table.id}/{r.id}/{block.columns[0].id}") is not ABSENT]
            if not printed:
                continue
            rows.append(([block.heading], []))
            rows.append((["信息内容" if table.id == "disclosure" else "", *(c.label for c in block.columns)], []))
            for row in printed:
                words = [row.group, row.label] if row.group and row.group != group else [row.label]
                group = row.group
                values = [_print(report.value(f"{table.id}/{row.id}/{column.id}")) for column in block.columns]
                rows.append(([noisy(word, rng) for word in words], values))
        yield report.edition.sections[table.section], rows


def noisy(label: str, rng: Random) -> str:
    """Print a label as people do: other brackets, quotation marks, spaces after the numeral."""
    if rng.random() < 0.3:
        label = label.replace("（", "(").replace("）", ")")
    if rng.random() < 0.2:
        label = label.replace("，", ", ").replace("“", '"').replace("”", '"')
    if rng.random() < 0.2:
        label = label.replace(".", ". ").replace("、", "、 ")
    return label


def tab_led(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One cell a line, led by a tab; an empty line after each row; merged cells leave empty cells in front."""
    blank = rng.choice(("", " ", "\u3000\u00a0"))
    for words, values in rows:
        for _ in range(rng.choice((0, 1, 2)) if values and words else 0):
            yield "\t"
        for cell in (*words, *values):
            yield f"\t{cell or blank}"
        yield ""


def tab_separated(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One row a line, cells parted by tabs, a rectangular grid: spanned cells are empty."""
    width = max((len(words) + len(values) for words, values in rows), default=0)
    for words, values in rows:
        lead = max((len(w) for w, v in rows if len(v) == len(values) and v), default=0) - len(words) if values else 0
        front = [""] * lead if rng.random() < 0.5 or not words else []
        back = [""] * (lead - len(front))
        row = [*front, *words, *back, *values]
        yield "\t".join(row + [""] * (width - len(row)) if rng.random() < 0.5 else row)


def bar_closed(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One cell a line, each closed by a bar; a run of bars ends a row."""
    for words, values in rows:
        for cell in (*words, *values):
            yield f"{cell} |"
        if not values or rng.random() < 0.5:
            yield "||"


def markdown(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """A Markdown table; a ruling after the heads."""
    for number, (words, values) in enumerate(rows):
        yield "| " + " | ".join((*words, *values)) + " |"
        if number == 0:
            yield "|---|---|"


def records(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One record a line, cells parted by ` | `, no bars at the ends."""
    for words, values in rows:
        yield " | ".join((*words, *values))


def spaced(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One row a line, cells parted by spaces: an empty cell leaves no trace."""
    gap = rng.choice((" ", "  ", "    "))
    for words, values in rows:
        yield gap.join(cell for cell in (*words, *values) if cell)


def bare(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One cell a line and nothing else: an empty cell is an empty line."""
    for words, values in rows:
        yield from (*words, *values)


def bare_without_blanks(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One cell a line, empty cells dropped: their place is lost."""
    for words, values in rows:
        yield from (cell for cell in (*words, *values) if cell)


def bare_apart(rows: list[tuple[Row, Row]], rng: Random) -> Iterator[str]:
    """One cell a line, an empty line after each, empty cells dropped."""
    for words, values in rows:
        for cell in (*words, *values):
            if cell:
                yield cell
                yield ""


Printer = Callable[[list[tuple[Row, Row]], Random], Iterator[str]]
KEEPING_BLANKS: tuple[Printer, ...] = (tab_led, tab_separated, bar_closed, markdown, records)
LOSING_BLANKS: tuple[Printer, ...] = (spaced, bare, bare_without_blanks, bare_apart)


def flatten(report: Report, printer: Printer, rng: Random) -> str:
    """Print a whole report: title, sections, flattened tables, signature."""
    sections = report.edition.sections
    lines = [f"{report.organ}{report.year}年政府信息公开工作年度报告", "", sections[1], report.section_text(1), ""]
    for heading, rows in rows_of(report, rng):
        lines += ["", heading, "", *printer(rows, rng), ""]
    lines += [sections[5], report.section_text(5), sections[6], report.section_text(6), ""]
    lines += [report.organ or ""]
    if report.published_on:
        lines.append(f"{report.published_on.year}年{report.published_on.month}月{report.published_on.day}日")
    return "\n".join(lines)
