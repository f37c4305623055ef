"""The page of a comparison: what changed in the tables, and the texts with what was taken out and put in."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from gongkai.report import Report
from gongkai.review.compare import (
    ONLY_A,
    ONLY_B,
    SAME,
    CellPair,
    Comparison,
    SectionPair,
    shown,
    shown_change,
    shown_likeness,
)
from gongkai.review.sentences import Passage
from gongkai.review.shell import page
from gongkai.review.wording import organ_name, year_name

_ELEMENTS = {"removed": "del", "added": "ins"}
_STATES = {"same": "相同", "changed": "改动", "removed": "只在甲", "added": "只在乙"}


def comparison_page(comparison: Comparison) -> str:
    """Return the page of a comparison."""
    a, b = comparison.a, comparison.b
    names = f"{_name(a)} 与 {_name(b)}"
    body = [
        '<header class="top">\n<h1 class="title">两份报告对照</h1>',
        f'<p class="about">甲：{escape(_name(a))}　{escape(a.edition.instrument)}</p>',
        f'<p class="about">乙：{escape(_name(b))}　{escape(b.edition.instrument)}</p>',
        '<ul class="counts">',
        f"<li>不同的单元格 {len(comparison.changed)}</li>",
        f"<li>只在甲 {len(comparison.only(ONLY_A))}</li><li>只在乙 {len(comparison.only(ONLY_B))}</li>",
        '</ul>\n</header>\n<main class="wide">',
        *_tables(comparison),
        *(line for section in comparison.sections for line in _section(section)),
        "</main>",
    ]
    return page(f"对照：{names}", "\n".join(body))


def _name(report: Report) -> str:
    return f"{organ_name(report)} {year_name(report)}"


def _tables(comparison: Comparison) -> Iterator[str]:
    yield "<h2>表格中的不同</h2>"
    different = [pair for pair in comparison.cells if pair.state != SAME]
    if not different:
        yield "<p>所有单元格相同。</p>"
    for table, pairs in groupby(different, key=lambda pair: pair.table):
        yield f'<h3>{table}</h3>\n<div class="scroll" tabindex="0" role="region" aria-label="{table}中的不同">'
        yield f'<table class="list">\n<caption>{table}中的不同</caption>'
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("单元格", "甲", "乙", "增减"))
        yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
        yield from map(_row, pairs)
        yield "</tbody></table></div>"


def _row(pair: CellPair) -> str:
    numbers = "".join(
        f'<td class="number">{escape(text)}</td>' for text in (shown(pair.a), shown(pair.b), shown_change(pair))
    )
    return f'<tr id="{escape(pair.ref)}"><th scope="row">{escape(pair.label)}</th>{numbers}</tr>'


def _section(section: SectionPair) -> Iterator[str]:
    yield f'<section class="diff">\n<h2>{escape(section.heading)}</h2>'
    yield f'<p class="where">相似程度 {shown_likeness(section.likeness)}</p>'
    yield from map(_passage, section.passages)
    yield "</section>"


def _passage(passage: Passage) -> str:
    words = "".join(
        f"<{tag}>{escape(piece.text)}</{tag}>" if (tag := _ELEMENTS.get(piece.state)) else escape(piece.text)
        for piece in passage.pieces()
    )
    label = "" if passage.state == "same" else f'<span class="where">{_STATES[passage.state]}　</span>'
    return f'<p class="{passage.state}">{label}{words}</p>'
