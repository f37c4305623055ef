"""Write a report as comma-separated text: one line `ref,label,value` for each thing that the report has.

The first lines are the report's identity (`report/organ`, …) and its words (`sections/1`, …); then come the statutory
cells. A blank cell has an empty value, a zero is 0, and a cell that the report does not have has no line.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.report import Report, Value
from gongkai.write.wording import parts_of, title_of

#: Spreadsheet programs take a text that begins so for a formula; an apostrophe before it stops them. A text that
#: begins with an apostrophe gets another, so that the reader can always take exactly one away.
GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")
HEADER: Final = ("ref", "label", "value")


def write_csv(report: Report) -> bytes:
    """Return the report as CSV in UTF-8 with a byte order mark, which spreadsheet programs need for Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(rows_of(report))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def rows_of(report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield ref, label and value of everything that the report has."""
    identity = (
        ("organ", "机关", report.organ or ""),
        ("year", "年度", str(report.year or "")),
        ("edition", "格式", report.edition.id),
        ("title", "标题", title_of(report)),
        ("published_on", "发布日期", report.published_on.isoformat() if report.published_on else ""),
    )
    for name, label, value in identity:
        yield f"report/{name}", label, guard(value)
    for part in parts_of(report):
        if part.number in report.sections:
            yield f"sections/{part.number}", guard(part.heading), guard(report.section_text(part.number))
    for figure in report.figures():
        yield figure.cell.ref, guard(figure.cell.label), plain_value(figure.value)


def plain_value(value: Value) -> str:
    """Print a value for programs: a number as its digits, a text guarded, a blank as nothing."""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would run as a formula, blanks before it or not."""
    return f"'{text}" if text.lstrip().startswith(GUARDED) or text.startswith(GUARDED) else text
