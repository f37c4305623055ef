"""Put comments on the cells and sentences of an officer's own Word document.

The document keeps everything that it has; only comments are added. A cell is found by the table, row and column where
the reader saw it (`Place`), a sentence by its words, in the section that it stands in. What cannot be found is not
guessed: it is returned, for the caller to show elsewhere.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gongkai.errors import UnwritableReport
from gongkai.report import Place, Report
from gongkai.write.archive import with_fixed_times
from gongkai.write.runs import split_before, visible_text
from gongkai.write.wording import clean_xml

_SKIPPED: Final = frozenset(
    map(qn, ("w:sectPr", "w:pPr", "w:tblPr", "w:tblGrid", "w:tcPr", "w:trPr", "w:sdtPr", "w:sdtEndPr", "w:del"))
)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark on a cell (`ref`), or on words of a section (`section`, with `start` and `end` in its text)."""

    author: str
    text: str
    ref: str | None = None
    section: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Annotated:
    """The document with the comments, and the marks for which no place was found in it."""

    data: bytes
    unplaced: tuple[Mark, ...]


def annotate_docx(original: bytes, marks: Sequence[Mark], report: Report, *, at: datetime) -> Annotated:
    """Add the marks to a document as Word comments.

    Args:
        original: the .docx file as the officer has it.
        marks: what to say, and of what.
        report: what `gongkai.read` made of this same file: it knows the places of cells and the words of sections.
        at: the time that the comments carry.

    Raises:
        UnwritableReport: the file is no Word document that can be written again.
    """
    try:
        document = docx.Document(io.BytesIO(original))
    except Exception as error:  # the parser is foreign code, and its errors have no common base
        raise UnwritableReport(
            "不能在这个文件上加批注",
            why=f"它不是完整的 Word 文档（{type(error).__name__}）",
            fix="请另存为 .docx 后再试",
        ) from error
    body = _Body(document.element.body)
    unplaced = tuple(mark for mark in marks if not _place(document, body, mark, report, at))
    out = io.BytesIO()
    document.save(out)
    return Annotated(with_fixed_times(out.getvalue()), unplaced)


def _place(document: Any, body: _Body, mark: Mark, report: Report, at: datetime) -> bool:  # noqa: ANN401
    """Add one comment where the mark belongs, and tell whether there was such a place."""
    if mark.ref is not None:
        index = report.edition.index.get(mark.ref)
        place = report.places[index] if index is not None and report.places else None
        span = body.cell_span(place) if place else None
    else:
        span = body.words_span(report, mark)
    if span is None:
        return False
    author = clean_xml(mark.author)
    comment = document.comments.add_comment(text=clean_xml(mark.text), author=author, initials=author[:2])
    comment._comment_elm.set(qn("w:date"), at.strftime("%Y-%m-%dT%H:%M:%SZ"))
    _enclose(span, comment.comment_id)
    return True


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a comment reaches from and to: paragraphs, and the runs in them (None for the whole paragraph)."""

    first: Any
    last: Any
    first_run: Any = None
    last_run: Any = None


def _enclose(span: _Span, comment_id: int) -> None:
    start, end = _element("w:commentRangeStart", comment_id), _element("w:commentRangeEnd", comment_id)
    reference = OxmlElement("w:r")
    reference.append(_element("w:commentReference", comment_id))
    if span.first_run is not None:
        span.first_run.addprevious(start)
    else:
        span.first.insert(1 if len(span.first) and span.first[0].tag == qn("w:pPr") else 0, start)
    if span.last_run is not None:
        span.last_run.addnext(end)
    else:
        span.last.append(end)
    end.addnext(reference)


def _element(tag: str, comment_id: int) -> Any:  # noqa: ANN401
    element = OxmlElement(tag)
    element.set(qn("w:id"), str(comment_id))
    return element


class _Body:
    """A document's body: its cells by table, row and column, counted as the reader counts; its paragraphs in order."""

    def __init__(self, body: Any) -> None:  # noqa: ANN401
        self._cells: dict[tuple[int, int, int], Any] = {}
        self._paragraphs: list[Any] = []
        self._tables = 0
        self._walk(body)

    def cell_span(self, place: Place) -> _Span | None:
        """Return the span of the cell at a place, from its first paragraph to its last."""
        if place.table is None or place.row is None or place.column is None:
            return None
        cell = self._cells.get((place.table, place.row, place.column))
        paragraphs = [] if cell is None else cell.findall(_P)
        return _Span(paragraphs[0], paragraphs[-1]) if paragraphs else None

    def words_span(self, report: Report, mark: Mark) -> _Span | None:
        """Return the span of a mark's words: their occurrence in its section, by the words alone."""
        if mark.section is None:
            return None
        text = report.section_text(mark.section)
        lines = [line for part in text[mark.start : mark.end].split("\n") if (line := _bare(part))]
        if not lines:
            return None
        before = _bare(text[: mark.start]).count(lines[0])
        start = self._find(lines[0], self._after_heading(report, mark.section), before)
        if start is None:
            return None
        end = start if len(lines) == 1 else self._find(lines[-1], start[0] + 1, 0)
        return self._span(start, end, len(lines[-1])) if end is not None else None

    def _span(self, start: tuple[int, int], end: tuple[int, int], length: int) -> _Span:
        """Part the runs where the words begin, and so many characters after the place that their last line begins."""
        to = self._paragraphs[end[0]]
        last_run = split_before(visible_text(to), end[1] + length).before
        at = self._paragraphs[start[0]]
        parted = split_before(visible_text(at), start[1])
        if to is at and last_run is parted.before:
            last_run = parted.after  # the words stood in one run, whose second part is now all of them
        return _Span(at, to, parted.after, last_run)

    def _after_heading(self, report: Report, section: int) -> int:
        headings = [_bare(heading.text) for heading in report.headings if heading.number == section]
        for number, paragraph in enumerate(self._paragraphs):
            if headings and visible_text(paragraph).text == headings[0]:
                return number + 1
        return 0

    def _find(self, words: str, first: int, skip: int) -> tuple[int, int] | None:
        """Return paragraph and offset of the words, from a paragraph on, after so many earlier occurrences."""
        for number in range(first, len(self._paragraphs)):
            text = visible_text(self._paragraphs[number]).text
            offset = text.find(words)
            while offset >= 0:
                if skip == 0:
                    return number, offset
                skip -= 1
                offset = text.find(words, offset + len(words))
        return None

    def _walk(self, parent: Any) -> None:  # noqa: ANN401
        for child in parent:
            if child.tag == _P:
                self._paragraphs.append(child)
            elif child.tag == _TBL:
                self._walk_table(child)
            elif child.tag not in _SKIPPED and child.tag != _FALLBACK:
                self._walk(child)

    def _walk_table(self, table: Any) -> None:  # noqa: ANN401
        self._tables += 1
        number = self._tables
        rows = (row for row in _unwrapped(table, _TR) if not _is_deleted(row, "w:trPr"))
        for at, row in enumerate(rows, 1):
            column = _value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0) + 1
            for cell in _unwrapped(row, _TC):
                if _is_deleted(cell, "w:tcPr"):
                    continue
                if not _continues(cell):
                    self._cells[number, at, column] = cell
                    if cell.find(f".//{_TBL}") is not None:
                        self._walk(cell)
                column += _value(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)


def _unwrapped(parent: Any, wanted: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield the children of a kind, also those inside content controls."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _unwrapped(child, wanted)


def _is_deleted(element: Any, properties: str) -> bool:  # noqa: ANN401
    """Whether a row or cell is deleted or moved away under track changes: the reader does not count it."""
    found = element.find(qn(properties))
    return found is not None and any(found.find(qn(tag)) is not None for tag in ("w:del", "w:cellDel", "w:moveFrom"))


def _continues(cell: Any) -> bool:  # noqa: ANN401
    """Whether a cell only continues the merged one above or before it."""
    properties = cell.find(qn("w:tcPr"))
    merges = () if properties is None else (properties.find(qn(tag)) for tag in ("w:vMerge", "w:hMerge"))
    return any(merge is not None and merge.get(qn("w:val"), "continue") != "restart" for merge in merges)


def _value(element: Any, default: int) -> int:  # noqa: ANN401
    text = "" if element is None else str(element.get(qn("w:val"), ""))
    return int(text) if text.isdecimal() and len(text) < 6 else default


def _bare(text: str) -> str:
    """Return a text without its white space, as `Visible.text` is."""
    return "".join(text.split())
