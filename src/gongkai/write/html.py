"""Write a report as HTML for a government site: one page, or one fragment to set into a page.

Every figure carries its ref in `data-cell`, and names the headings it stands under in `headers`, so that a screen
reader can say them. There is no script and nothing is loaded from elsewhere. The fragment's tables carry their lines
as `style` attributes, since the editors of many sites strip style sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib import resources

from gongkai.report import ABSENT, Report
from gongkai.write.layout import Box, Grid, Role, heads_of, lay_out
from gongkai.write.wording import Paragraph, Part, parts_of, print_date, title_of

_LINE = "border:1px solid #333;padding:.35em .3em;line-height:1.4;"
_INLINE = {
    Role.BANNER: _LINE + "text-align:center;background:#eef2f7;font-weight:bold",
    Role.NOTE: _LINE + "text-align:left;font-weight:normal",
    Role.COLUMN: _LINE + "text-align:center;font-weight:bold",
    Role.GROUP: _LINE + "text-align:center;font-weight:normal",
    Role.ROW: _LINE + "text-align:left;font-weight:normal",
    Role.FIGURE: _LINE + "text-align:center",
}
_INLINE_SHAPES = {"": "", "upright": ";writing-mode:vertical-rl", "narrow": ";padding:.35em .6em"}
_TABLE_STYLE = "border-collapse:collapse;width:100%;margin:1em 0"
_SCOPES = {Role.BANNER: "colgroup", Role.COLUMN: "col", Role.GROUP: "rowgroup", Role.ROW: "row"}


def write_page(report: Report) -> bytes:
    """Return the report as one whole page in UTF-8, with its style sheet inside."""
    style = (resources.files("gongkai.write") / "page.css").read_text("utf-8").strip()
    title = escape(title_of(report))
    head = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        *_facts(report),
        f"<style>\n{style}\n</style>",
        "</head>",
        "<body>",
        "<main>",
    ]
    return "\n".join([*head, *_article(report, inline=False), "</main>", "</body>", "</html>", ""]).encode()


def write_fragment(report: Report) -> bytes:
    """Return the report as one `article` element in UTF-8."""
    return ("\n".join(_article(report, inline=True)) + "\n").encode()


def _facts(report: Report) -> Iterator[str]:
    """Yield the metadata that government sites keep of a page (网站标签: 标题、发布机构、日期)."""
    yield f'<meta name="ArticleTitle" content="{escape(title_of(report))}">'
    if report.organ:
        yield f'<meta name="ContentSource" content="{escape(report.organ)}">'
    if report.published_on:
        yield f'<meta name="PubDate" content="{report.published_on.isoformat()}">'


def _article(report: Report, *, inline: bool) -> Iterator[str]:
    data = f' data-edition="{escape(report.edition.id)}"' + (f' data-year="{report.year}"' if report.year else "")
    yield f'<article class="gongkai-report" lang="zh-CN"{data}>'
    yield f"<h1{_style('text-align:center', inline)}>{escape(title_of(report))}</h1>"
    for part in parts_of(report):
        yield from _section(report, part, inline=inline)
    if report.published_on:
        yield f"<footer{_style('text-align:right', inline)}>"
        if report.organ:
            yield f"<p>{escape(report.organ)}</p>"
        yield (f'<p><time datetime="{report.published_on.isoformat()}">{print_date(report.published_on)}</time></p>')
        yield "</footer>"
    yield "</article>"


def _section(report: Report, part: Part, *, inline: bool) -> Iterator[str]:
    yield f'<section data-section="{part.number}">'
    if part.heading:
        yield f"<h2>{escape(part.heading)}</h2>"
    for paragraph in part.paragraphs:
        yield _paragraph(paragraph, inline=inline)
    grid = lay_out(report, part.table) if part.table else None
    if grid:
        yield from _table(grid, inline=inline)
    yield "</section>"


def _paragraph(paragraph: Paragraph, *, inline: bool) -> str:
    if paragraph.heading:
        return f"<h3>{escape(paragraph.text)}</h3>"
    lead, rest = escape(paragraph.text[: paragraph.lead]), escape(paragraph.text[paragraph.lead :])
    words = f"<strong>{lead}</strong>{rest}" if lead else rest
    return f"<p{_style('text-indent:2em', inline)}>{words}</p>"


def _table(grid: Grid, *, inline: bool) -> Iterator[str]:
    total = sum(grid.widths)
    if not inline:
        yield '<div class="scroll" tabindex="0" role="region" aria-label="' + escape(grid.caption) + '">'
    yield f'<table class="{grid.table.id}"{_style(_TABLE_STYLE, inline)}>'
    yield f"<caption>{escape(grid.caption)}</caption>"
    yield "<colgroup>" + "".join(f'<col style="width:{100 * w / total:.2f}%">' for w in grid.widths) + "</colgroup>"
    names = {id(box): f"{grid.table.id}-h{number}" for number, box in enumerate(grid.boxes) if box.cell is None}
    for number, line in enumerate(grid.lines()):
        if number in {0, grid.header_rows}:
            yield "<thead>" if number == 0 else "</thead>\n<tbody>"
        yield "<tr>" + "".join(_box(grid, box, names, inline=inline) for box in line) + "</tr>"
    yield "</tbody>"
    yield "</table>"
    if not inline:
        yield "</div>"


def _box(grid: Grid, box: Box, names: dict[int, str], *, inline: bool) -> str:
    spans = (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (
        f' colspan="{box.columns}"' if box.columns > 1 else ""
    )
    shape = "upright" if box.is_upright else "narrow" if _is_narrow(grid, box) else ""
    style = _style(_INLINE[box.role] + _INLINE_SHAPES[shape], inline)
    text = escape(box.text)
    if box.role is Role.FIGURE and box.cell is not None:
        heads = " ".join(names[id(head)] for head in heads_of(grid, box))
        state = ' data-absent="true"' if box.value is ABSENT else ""
        return f'<td data-cell="{escape(box.cell.ref)}"{state} headers="{heads}"{spans}{style}>{text}</td>'
    kind = f' class="{box.role} {shape}"' if shape else f' class="{box.role}"'
    kind = "" if inline else kind
    if box.role is Role.NOTE:
        return f"<td{kind}{spans}{style}>{text}</td>"
    scope = _SCOPES[box.role]
    if box.role is Role.COLUMN and box.columns > 1 and box.row < grid.header_rows - 1:
        scope = "colgroup"
    return f'<th id="{names[id(box)]}" scope="{scope}"{kind}{spans}{style}>{text}</th>'


def _is_narrow(grid: Grid, box: Box) -> bool:
    """Whether a heading of four or six characters stands in a narrow column, where it is to break after each two."""
    return box.role is Role.COLUMN and box.columns == 1 and len(grid.widths) > 9 and len(box.text) in {4, 6}


def _style(rules: str, inline: bool) -> str:
    return f' style="{rules}"' if inline else ""
