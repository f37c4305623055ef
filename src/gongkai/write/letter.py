"""An official letter as a Word document or PDF after GB/T 9704—2012."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from gongkai.write import docx_styles as styles
from gongkai.write.archive import with_fixed_times
from gongkai.write.pdf import set_page, unprintable
from gongkai.write.wording import clean_xml, print_date

_RED: Final = RGBColor(0xFF, 0x00, 0x00)
_SIGN: Final = "〓"
_INVISIBLE: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))  # they only choose how the character before them looks


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """What is printed of a letter.

    Attributes:
        organ: who issues it: the mark (发文机关标志) and the signature.
        number: 发文字号.
        title: 标题.
        addressee: 主送; "" for what stays in the file.
        paragraphs: 正文.
        day: 成文日期.
        notes: 附注, such as how to reach the organ.
        is_of_organ: whether it is the organ's own; the paper of another bears neither its mark nor its signature.
    """

    organ: str
    number: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    day: date
    notes: tuple[str, ...] = ()
    is_of_organ: bool = True

    def signature(self) -> tuple[str, ...]:
        """The organ and the day, where the organ signs."""
        return (self.organ, print_date(self.day)) if self.is_of_organ else ()


def write_letter_docx(letter: OfficialLetter) -> bytes:
    """Return the letter as a .docx file; the same letter gives the same bytes."""
    document = docx.Document()
    styles.set_up(document)
    _set_properties(document, letter)
    if letter.is_of_organ:
        _add_mark(document, letter)
    document.add_paragraph(clean_xml(letter.title), style=styles.TITLE_STYLE)
    if letter.addressee:
        paragraph = document.add_paragraph(f"{clean_xml(letter.addressee)}：", style=styles.BODY_STYLE)
        paragraph.paragraph_format.first_line_indent = Pt(0)
    for text in letter.paragraphs:
        document.add_paragraph(clean_xml(text), style=styles.BODY_STYLE)
    if letter.is_of_organ:
        document.add_paragraph("", style=styles.BODY_STYLE)
    for line in letter.signature():
        document.add_paragraph(clean_xml(line), style=styles.SIGNATURE_STYLE)
    for note in letter.notes:
        document.add_paragraph(f"（{clean_xml(note)}）", style=styles.BODY_STYLE)
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


def write_letter_pdf(letter: OfficialLetter, fonts: Sequence[str | Path] = ()) -> bytes:
    """Return the letter as a PDF with embedded fonts.

    An applicant may write any character: one that no font has is printed as 〓, and a note names it.

    Raises:
        UnwritableReport: typst is not installed, or there is no Chinese font.
    """
    printed = _printable(letter, fonts)
    content = {
        "organ": printed.organ,
        "number": printed.number,
        "title": printed.title,
        "addressee": printed.addressee,
        "paragraphs": list(printed.paragraphs),
        "signature": list(printed.signature()),
        "notes": list(printed.notes),
        "is_of_organ": printed.is_of_organ,
        "date": [letter.day.year, letter.day.month, letter.day.day],
    }
    return set_page("letter.typ", content, _words(printed), day=letter.day, fonts=fonts)


def _words(letter: OfficialLetter) -> str:
    named = [letter.organ, letter.number, letter.title, letter.addressee]
    return "".join([*named, *letter.paragraphs, *letter.notes, "：（）—"])


def _printable(letter: OfficialLetter, fonts: Sequence[str | Path]) -> OfficialLetter:
    """Put the sign 〓 for each character that no font has, and say in a note which it was."""
    missing = unprintable(_words(letter), fonts)
    if not missing:
        return letter
    lost = sorted(each for each in missing if each not in _INVISIBLE)
    signs = str.maketrans({each: "" if each in _INVISIBLE else _SIGN for each in missing})
    codes = "、".join(f"U+{ord(each):04X}" for each in lost[:10]) + ("等" if len(lost) > 10 else "")
    note = (f"文中“{_SIGN}”处是现有字体没有的字，统一码为{codes}",) if lost else ()
    return replace(
        letter,
        **{name: getattr(letter, name).translate(signs) for name in ("organ", "number", "title", "addressee")},
        paragraphs=tuple(text.translate(signs) for text in letter.paragraphs),
        notes=(*(text.translate(signs) for text in letter.notes), *note),
    )


def _set_properties(document: Document, letter: OfficialLetter) -> None:
    properties = document.core_properties
    properties.title, properties.author = letter.title[:255], letter.organ[:255]
    properties.language, properties.comments, properties.last_modified_by = "zh-CN", "", ""
    made = datetime(letter.day.year, letter.day.month, letter.day.day)  # noqa: DTZ001 (Word's is naive)
    properties.created = properties.modified = made
    properties.revision = 1


def _add_mark(document: Document, letter: OfficialLetter) -> None:
    """7.2.4, 7.2.5: the organ's name in red, centred; below it the number, and 4 mm under that the red line."""
    mark = document.add_paragraph(style=styles.TITLE_STYLE)
    mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = mark.add_run(clean_xml(letter.organ))
    run.font.color.rgb = _RED
    run.font.size = Pt(_mark_size(letter.organ))
    number = document.add_paragraph(clean_xml(letter.number), style=styles.BODY_STYLE)
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number.paragraph_format.first_line_indent = Pt(0)
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/></w:pBdr>'
    properties = number._p.get_or_add_pPr()
    properties.insert_element_before(
        parse_xml(border), "w:shd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
    document.add_paragraph("", style=styles.BODY_STYLE)


def _mark_size(organ: str) -> int:
    """The size at which the name fits one line of 156 mm, not larger than the standard's 上级 mark."""
    return max(22, min(48, 440 // max(len(organ), 1)))
