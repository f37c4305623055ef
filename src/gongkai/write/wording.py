"""The words of a written report: how a value, a date, a title and a heading are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from gongkai.form import CellType, Column, Table
from gongkai.report import ABSENT, Report, Value

#: Printed where the layout has a place for a cell that the report does not have. It is no number and no blank mark, so
#: that no reader takes it for either.
ABSENT_MARK: Final = "缺"

#: A first sentence up to this many characters is set as a lead, one without a full stop as a heading.
LEAD_LENGTH: Final = 30

_NOT_XML: Final = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `lead` is how many characters of it stand out (the matter it opens with); `heading` is for all."""

    text: str
    lead: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One section as it is to be written: its heading, its paragraphs, and its statutory table where it has one."""

    number: int
    heading: str
    paragraphs: tuple[Paragraph, ...]
    table: Table | None


def print_value(value: Value, column: Column) -> str:
    """Print a value as the form prints it: a blank as nothing, 本年增/减 signed, a decimal exactly."""
    if value is None:
        return ""
    if value is ABSENT:
        return ABSENT_MARK
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int) and column.type is CellType.CHANGE:
        return f"{value:+d}" if value else "0"
    return str(value)


def print_date(day: date) -> str:
    """Print a date as GB/T 9704—2012 7.3.5.4 wants it: Arabic, the whole year, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def title_of(report: Report) -> str:
    """Return the report's own title, or the one that its organ and year make."""
    return report.title or f"{report.organ or ''}{report.year or ''}年政府信息公开工作年度报告"


def parts_of(report: Report) -> Iterator[Part]:
    """Yield the sections in order: those of the form, and any other that the report has."""
    printed = {heading.number: heading.text for heading in report.headings if heading.text}
    tables = {table.section: table for table in report.edition.tables}
    for number in sorted({*report.edition.sections, *report.sections}):
        heading = printed.get(number) or report.edition.sections.get(number, "")
        yield Part(number, heading, tuple(paragraphs_of(report.section_text(number))), tables.get(number))


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """Cut a section's text into paragraphs and find the matter that each opens with, as “（一）主动公开情况。”."""
    for line in text.split("\n") if text else ():
        if not line.lstrip().startswith(("（", "(")) or not _is_numbered(line.lstrip()):
            yield Paragraph(line)
            continue
        stop = line.find("。")
        if stop < 0 and len(line) <= LEAD_LENGTH:
            yield Paragraph(line, heading=True)
        else:
            yield Paragraph(line, lead=stop + 1 if 0 <= stop < LEAD_LENGTH else 0)


def _is_numbered(line: str) -> bool:
    inner = line[1:].replace(")", "）").partition("）")[0]
    return 0 < len(inner) <= 3 and all(character in "一二三四五六七八九十" for character in inner)


def clean_xml(text: str) -> str:
    """Drop what XML cannot carry: control characters, lone surrogates and two code points that are no characters."""
    return _NOT_XML.sub("", text)
