"""The page and the styles of a report as a Word document, after GB/T 9704—2012.

Fonts are named as the standard's users name them (方正小标宋简体, 仿宋_GB2312, 黑体, 楷体_GB2312); the computer that
opens the document supplies them. Lengths are in twips (1/20 point) unless a name says otherwise, sizes in half points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

TITLE_FONT: Final = "方正小标宋简体"
BODY_FONT: Final = "仿宋_GB2312"
HEADING_FONT: Final = "黑体"
SUBHEADING_FONT: Final = "楷体_GB2312"
TABLE_FONT: Final = "宋体"
LATIN_FONT: Final = "Times New Roman"
BODY_SIZE: Final = 32  # 3号

#: 5.2.3: 22 lines of 28 characters fill the 版心 of 156 mm × 225 mm: 225 mm ÷ 22 = 28.95 pt a line, and each of 28
#: characters of 16 pt is closed up by 0.2 pt. The page says so as a grid (in 1/4096 pt) and the styles as a spacing:
#: LibreOffice gives a character wider than the grid's cell two cells, so that no paragraph is snapped to the grid.
LINE_PITCH: Final = 579
CHARACTER_SPACE: Final = -842
CHARACTER_SPACING: Final = -4
#: 5.1, 5.2.1: A4; 天头 37 mm, 订口 28 mm, and what the 版心 leaves: right 26 mm, bottom 35 mm.
PAGE: Final = {"w": 11906, "h": 16838}
MARGINS: Final = {"top": 2098, "right": 1470, "bottom": 1984, "left": 1587, "header": 851, "footer": 1304, "gutter": 0}
TEXT_WIDTH: Final = PAGE["w"] - MARGINS["left"] - MARGINS["right"]

CHAPTER_STYLE: Final = "Heading 1"
SECTION_STYLE: Final = "Heading 2"
BODY_STYLE: Final = "Body Text"
TITLE_STYLE: Final = "Title"
SIGNATURE_STYLE: Final = "Signature"
LEAD_STYLE: Final = "Strong"
TABLE_STYLE: Final = "表格文字"
TABLE_HEAD_STYLE: Final = "表格标题"
AFTER_TABLE_STYLE: Final = "表后"
PAGE_NUMBER_STYLE: Final = "Footer"

_PAGE_FIELD: Final = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph style looks. `exact` is the fixed line height; `indent` the first line's, in characters."""

    font: str
    size: int
    align: str = "both"
    bold: bool = False
    exact: int | None = LINE_PITCH
    indent: int = 0
    before: int = 0
    after: int = 0
    keep_next: bool = False
    right: int = 0
    level: int | None = None


_LOOKS: Final = {
    "Normal": _Look(BODY_FONT, BODY_SIZE),
    BODY_STYLE: _Look(BODY_FONT, BODY_SIZE, indent=2),
    TITLE_STYLE: _Look(TITLE_FONT, 44, "center", exact=None, after=LINE_PITCH),
    CHAPTER_STYLE: _Look(HEADING_FONT, BODY_SIZE, "left", indent=2, keep_next=True, level=0),
    SECTION_STYLE: _Look(SUBHEADING_FONT, BODY_SIZE, "left", indent=2, keep_next=True, level=1),
    SIGNATURE_STYLE: _Look(BODY_FONT, BODY_SIZE, "right", right=4),
    TABLE_STYLE: _Look(TABLE_FONT, 21, "center", exact=None),
    TABLE_HEAD_STYLE: _Look(TABLE_FONT, 21, "center", bold=True, exact=None),
    AFTER_TABLE_STYLE: _Look(BODY_FONT, BODY_SIZE, exact=280),
    PAGE_NUMBER_STYLE: _Look(TABLE_FONT, 28, "right", exact=None),
}


def set_up(document: Document) -> None:
    """Give a new document the page, the styles and the page numbers of the standard."""
    _set_defaults(document)
    for name, look in _LOOKS.items():
        _set_style(document, name, look)
    _set_lead(document)
    _set_page(document)
    _set_page_numbers(document)
    _set_settings(document)


def _set_defaults(document: Document) -> None:
    """Set the size that the character grid is counted from; the style Normal alone is not asked by every program."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault"))
    run.clear()
    run.append(parse_xml(_run_properties(BODY_FONT, BODY_SIZE, bold=False)))
    paragraph = defaults.find(qn("w:pPrDefault"))
    if paragraph is not None:
        paragraph.clear()


def _set_style(document: Document, name: str, look: _Look) -> None:
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    element = style.element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    if name not in {"Normal"}:
        style.base_style = document.styles["Normal"]
    element.append(parse_xml(_paragraph_properties(look)))
    element.append(parse_xml(_run_properties(look.font, look.size, bold=look.bold)))
    style.quick_style = True


def _paragraph_properties(look: _Look) -> str:
    rule = f'w:line="{look.exact}" w:lineRule="exact"' if look.exact else 'w:line="240" w:lineRule="auto"'
    first = f'w:firstLineChars="{look.indent * 100}" w:firstLine="{look.indent * 316}"'
    right = f' w:rightChars="{look.right * 100}" w:right="{look.right * 316}"'
    keep = "<w:keepNext/>" if look.keep_next else ""
    level = "" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>'
    spacing = f'<w:spacing w:before="{look.before}" w:after="{look.after}" {rule}/>'
    return (
        f'<w:pPr {nsdecls("w")}>{keep}<w:snapToGrid w:val="0"/>{spacing}'
        f'<w:ind {first}{right}/><w:jc w:val="{look.align}"/>{level}</w:pPr>'
    )


def _run_properties(font: str, size: int, *, bold: bool) -> str:
    closer = CHARACTER_SPACING if size == BODY_SIZE else 0
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return (
        f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{font}" '
        f'w:cs="{LATIN_FONT}"/>{weight}<w:i w:val="0"/><w:color w:val="000000"/><w:spacing w:val="{closer}"/>'
        f'<w:kern w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr>"
    )


def _set_lead(document: Document) -> None:
    """Set the matter that a paragraph opens with in 楷体, as a second level heading."""
    element = document.styles[LEAD_STYLE].element
    for old in element.findall(qn("w:rPr")):
        element.remove(old)
    element.append(
        parse_xml(
            f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" '
            f'w:eastAsia="{SUBHEADING_FONT}"/></w:rPr>'
        )
    )


def _set_page(document: Document) -> None:
    properties = document.sections[0]._sectPr
    for tag in ("w:pgSz", "w:pgMar", "w:cols", "w:docGrid"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    margins = " ".join(f'w:{name}="{value}"' for name, value in MARGINS.items())
    grid = f'w:type="linesAndChars" w:linePitch="{LINE_PITCH}" w:charSpace="{CHARACTER_SPACE}"'
    for xml in (
        f'<w:pgSz {nsdecls("w")} w:w="{PAGE["w"]}" w:h="{PAGE["h"]}"/>',
        f"<w:pgMar {nsdecls('w')} {margins}/>",
        f'<w:cols {nsdecls("w")} w:space="425"/>',
        f"<w:docGrid {nsdecls('w')} {grid}/>",
    ):
        properties.append(parse_xml(xml))


def _set_page_numbers(document: Document) -> None:
    """7.5: 4号 Arabic between two dashes; odd pages at the right, even at the left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]._p
        for child in list(paragraph):
            paragraph.remove(child)
        style = f'<w:pStyle w:val="{document.styles[PAGE_NUMBER_STYLE].style_id}"/>'
        indent = '<w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'
        paragraph.append(parse_xml(f'<w:pPr {nsdecls("w")}>{style}{indent}<w:jc w:val="{align}"/></w:pPr>'))
        for run in ('<w:t xml:space="preserve">— </w:t>', None, '<w:t xml:space="preserve"> —</w:t>'):
            xml = f"<w:r {nsdecls('w')}>{run}</w:r>" if run else _PAGE_FIELD
            paragraph.append(parse_xml(xml))


def _set_settings(document: Document) -> None:
    """Let punctuation at a line's end hang and be compressed, as Chinese typesetting does."""
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    for fonts in settings.findall(qn("w:themeFontLang")):
        fonts.set(qn("w:eastAsia"), "zh-CN")
    spacing = parse_xml(f'<w:characterSpacingControl {nsdecls("w")} w:val="compressPunctuation"/>')
    for old in settings.findall(qn("w:characterSpacingControl")):
        settings.remove(old)
    if compat is None:
        settings.append(spacing)
    else:
        compat.addprevious(spacing)
