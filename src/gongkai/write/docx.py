"""Write a report as a Word document that an officer can edit: real styles, the official tables, the standard's page."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from gongkai.report import Report
from gongkai.write import docx_styles as styles
from gongkai.write.archive import with_fixed_times
from gongkai.write.layout import Box, Grid, Role, lay_out
from gongkai.write.wording import Paragraph, Part, clean_xml, parts_of, print_date, title_of

_BAND: Final = "DCE6F1"
#: Half points times digits that the narrowest column holds side by side, also in a wide stand-in for the named font.
_ROOM: Final = 80
_TABLE_SIZE: Final = 21
_NO_EDGES: Final = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
_ROW_HEIGHT: Final = 369  # 6.5 mm: the longest table and its heading fit one page


def write_docx(report: Report) -> bytes:
    """Return the report as a .docx file; the same report gives the same bytes."""
    document = docx.Document()
    styles.set_up(document)
    _set_properties(document, report)
    _add(document, title_of(report), styles.TITLE_STYLE)
    for part in parts_of(report):
        _add_part(document, report, part)
    if report.published_on:
        _add_signature(document, report)
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def _set_properties(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = title_of(report)[:255]
    properties.author = (report.organ or "")[:255]
    properties.language = "zh-CN"
    properties.comments = ""
    properties.keywords = "政府信息公开工作年度报告"
    day = report.published_on or date((report.year or 1999) + 1, 1, 1)
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (Word's is naive)
    properties.last_modified_by = ""
    properties.revision = 1


def _add(document: Document, text: str, style: str, *, lead: int = 0) -> None:
    paragraph = document.add_paragraph(style=style)
    if lead:
        paragraph.add_run(clean_xml(text[:lead]), style=styles.LEAD_STYLE)
    if text[lead:]:
        paragraph.add_run(clean_xml(text[lead:]))


def _add_part(document: Document, report: Report, part: Part) -> None:
    if part.heading:
        _add(document, part.heading, styles.CHAPTER_STYLE)
    for paragraph in part.paragraphs:
        _add_paragraph(document, paragraph)
    if not part.paragraphs and part.table is None:
        _add(document, "", styles.BODY_STYLE)
    grid = lay_out(report, part.table) if part.table else None
    if grid:
        _add_table(document, grid)
        _add(document, "", styles.AFTER_TABLE_STYLE)


def _add_paragraph(document: Document, paragraph: Paragraph) -> None:
    if paragraph.heading:
        _add(document, paragraph.text, styles.SECTION_STYLE)
    else:
        _add(document, paragraph.text, styles.BODY_STYLE, lead=paragraph.lead)


def _add_signature(document: Document, report: Report) -> None:
    """7.3.5.2: 署名 a blank line below the text, the date on the next line, both set in from the right."""
    _add(document, "", styles.BODY_STYLE)
    if report.organ:
        _add(document, report.organ, styles.SIGNATURE_STYLE)
    if report.published_on:
        _add(document, print_date(report.published_on), styles.SIGNATURE_STYLE)


def _add_table(document: Document, grid: Grid) -> None:
    """Add a table, kept on one page where it fits: a broken one parts rows from their group and their headings."""
    ids = {name: document.styles[name].style_id for name in (styles.TABLE_STYLE, styles.TABLE_HEAD_STYLE)}
    widths = _twips(grid)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row_xml(grid, number, widths, ids) for number in range(grid.height))
    table = parse_xml(
        f"<w:tbl {nsdecls('w')}>{_table_properties(grid, widths)}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
    document.element.body.find(qn("w:sectPr")).addprevious(table)


def _twips(grid: Grid) -> list[int]:
    """Share the text's width among the grid's columns; the last takes what rounding leaves."""
    total = sum(grid.widths)
    widths = [round(styles.TEXT_WIDTH * width / total) for width in grid.widths]
    widths[-1] += styles.TEXT_WIDTH - sum(widths)
    return widths


def _table_properties(grid: Grid, widths: list[int]) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    caption = quoteattr(grid.caption)
    about = quoteattr(f"{grid.caption}统计表，共{grid.height}行，{len(widths)}列，前{grid.header_rows}行为表头")
    return (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={caption}/><w:tblDescription w:val={about}/></w:tblPr>"
    )


def _row_xml(grid: Grid, number: int, widths: list[int], ids: dict[str, str]) -> str:
    """Return one row: the boxes that begin in it, and the continuation of those that began above."""
    through = (box for box in grid.boxes if box.row <= number < box.row + box.rows)
    cells = "".join(_cell_xml(grid, box, number, widths, ids) for box in sorted(through, key=lambda box: box.column))
    head = "<w:tblHeader/>" if number < grid.header_rows else ""
    height = f'<w:trHeight w:val="{_ROW_HEIGHT}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{cells}</w:tr>"


def _cell_xml(grid: Grid, box: Box, number: int, widths: list[int], ids: dict[str, str]) -> str:
    begins = number == box.row
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>") if box.rows > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAND}"/>' if box.role is Role.BANNER else ""
    turned = '<w:textDirection w:val="tbRlV"/>' if box.is_upright else ""
    edges = _NO_EDGES if box.cell is not None else ""
    width = sum(widths[box.column : box.column + box.columns])
    look = f'{span}{merge}{shade}{edges}{turned}<w:vAlign w:val="center"/>'
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'
    return f"<w:tc>{properties}{_cell_paragraph(grid, box, ids, begins=begins, number=number)}</w:tc>"


def _cell_paragraph(grid: Grid, box: Box, ids: dict[str, str], *, begins: bool, number: int) -> str:
    style = ids[styles.TABLE_HEAD_STYLE if box.role in {Role.COLUMN, Role.BANNER} else styles.TABLE_STYLE]
    together = "<w:keepNext/>" if number < grid.height - 1 else ""
    align = '<w:jc w:val="left"/>' if box.role in {Role.ROW, Role.NOTE} else ""
    text = escape(clean_xml(box.text)) if begins else ""
    size = (
        min(_TABLE_SIZE, max(_ROOM // len(text), 8))
        if text and box.cell is not None and box.columns == 1
        else _TABLE_SIZE
    )
    smaller = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>' if size < _TABLE_SIZE else ""
    run = f'<w:r>{smaller}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{together}{align}</w:pPr>{run}</w:p>'
