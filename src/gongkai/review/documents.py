"""A report's Word file with a comment on each wrong cell and sentence: the officer's own, or else ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date

from gongkai.check import Finding
from gongkai.check.acceptance import Settled
from gongkai.errors import UnwritableReport
from gongkai.read import read_bytes
from gongkai.read.characters import simplify
from gongkai.report import Report
from gongkai.review.wording import NAMES, SIGNS, place_label, plain, section_of
from gongkai.write import write_report
from gongkai.write.annotate_docx import AUTHOR, Annotated, Mark, annotate_docx


def annotated_document(settled: Settled, original: bytes, *, author: str = AUTHOR, on: date | None = None) -> Annotated:
    """Return a Word file of the report with its open findings as comments.

    Args:
        settled: the checked report.
        original: the file that the report was read from; where it is a Word file, it is handed back with comments only
            added, else (or where it cannot be written again) the report is written in the official form for them.
        author: whose comments they are.
        on: the day of the comments.
    """
    if _is_docx(original):
        try:
            return _annotated(settled, settled.report, original, author, on)
        except UnwritableReport:
            pass  # a file that can be read but not written again: what was found must reach the officer all the same
    own = write_report(settled.report, "docx")
    return _annotated(settled, read_bytes(own, "年报.docx"), own, author, on)


def _annotated(settled: Settled, placed: Report, data: bytes, author: str, on: date | None) -> Annotated:
    marks = [_mark(settled.report, placed, found) for found in settled.open]
    return annotate_docx(data, marks, author=author, on=on, alike=simplify)


def _is_docx(data: bytes) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _mark(checked: Report, placed: Report, found: Finding) -> Mark:
    """Return the mark of a finding. `checked` is the report it was found in, `placed` the Word file's own reading."""
    note = "\n".join(_note(checked, found))
    if found.words is not None and found.words.quote.strip():
        section = found.words.section
        near = next((h.text for h in placed.headings if h.number == section), "")
        quote = _words(checked, found)
        return Mark(note, quote=quote, occurrence=_occurrence(checked, placed, found, _bare(quote)), near=near)
    for ref in found.cells:
        index = placed.edition.index.get(ref)
        place = placed.places[index] if index is not None and placed.places else None
        if place and place.table and place.row and place.column:
            return Mark(note, cell=(place.table, place.row, place.column), seen=place.text)
    return Mark(note, near=_heading_of(placed, found))


def _note(report: Report, found: Finding) -> Iterator[str]:
    yield f"{SIGNS[found.severity]} {NAMES[found.severity]}　{found.code}"
    yield f"{place_label(report, found)}：{plain(found.message)}" if not found.cells else plain(found.message)
    yield f"依据：{found.basis}"


def _words(report: Report, found: Finding) -> str:
    """Return the words as they stand in the text: the quote of a finding may hide some of them (139****5678)."""
    words = found.words
    if words is None:
        return ""
    text = report.text if words.section is None else report.section_text(words.section)
    return text[words.start : words.end] or words.quote


def _occurrence(checked: Report, placed: Report, found: Finding, quote: str) -> int:
    """Count how often the quoted words stand in the document before the place that is meant, spaces left out."""
    words = found.words
    if words is None:
        return 0
    if words.section is None:
        return _bare(checked.text[: words.start]).count(quote)
    own = _bare(checked.section_text(words.section)[: words.start]).count(quote)
    section = placed.sections.get(words.section)
    if section is not None and section.offset is not None:
        return own + _bare(placed.text[: section.offset]).count(quote)
    return own


def _bare(text: str) -> str:
    return "".join(text.split())


def _heading_of(report: Report, found: Finding) -> str:
    """Return the heading of the section that the finding speaks of, or nothing for the whole report."""
    number = section_of(report, found)
    return next((heading.text for heading in report.headings if heading.number == number), "")
