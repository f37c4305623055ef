"""Hand a Word document back with a comment on each marked cell and on each marked run of words.

The document may be anybody's: merged cells, content controls, tracked changes and comments already there are kept.
Nothing but comments is added; a run is split where words begin or end inside it, with its formatting on both halves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from gongkai.write.docx_comments import CommentedFile
from gongkai.write.docx_letters import Letter, Words, fold, is_letter

AUTHOR: Final = "公开 Gongkai"
_INITIALS: Final = "审"
_ENOUGH: Final = 8
_BRACKETS: Final = {ord(sign): None for sign in "()（）"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be commented on, and what the comment says (a line is a paragraph).

    Attributes:
        note: the comment.
        cell: table, row and column of the cell, counted from 1 as `Place` counts them.
        seen: the text that stands in the cell, to be sure of it.
        quote: the words to mark, where no cell is meant.
        occurrence: how many times the quote stands in the document before the place that is meant.
        near: words of the heading to comment on where neither cell nor words are found; else the title is taken.
    """

    note: str
    cell: tuple[int, int, int] | None = None
    seen: str = ""
    quote: str = ""
    occurrence: int = 0
    near: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotated file, and the marks whose cell or words were not found (their comments stand at a heading)."""

    data: bytes
    misplaced: tuple[Mark, ...]


def annotate_docx(
    data: bytes,
    marks: Sequence[Mark],
    *,
    author: str = AUTHOR,
    on: date | None = None,
    alike: Callable[[str], str] | None = None,
) -> Annotated:
    """Return the document with a comment for each mark; the same author's comments of an earlier run are replaced.

    Args:
        data: a .docx file.
        marks: what to comment on.
        author: whose comments they are.
        alike: makes letters alike, one for one, that the reader took for the same (traditional and simplified ones).
        on: the day of the comments; left out where None, so that the same input gives the same bytes.

    Raises:
        UnwritableReport: the file is no Word document, or is damaged.
    """
    file = CommentedFile(data)
    file.remove_own(author)
    tables = list(file.words.tables(file.body))
    misplaced = []
    for mark in marks:
        number = file.add(tuple(mark.note.split("\n")), author=author, initials=_INITIALS, on=on)
        if not (_mark_cell(file, tables, mark, number) or _mark_words(file, mark, number, alike)):
            _mark_heading(file, mark, number)
            if mark.cell or mark.quote:
                misplaced.append(mark)
    return Annotated(file.save(), tuple(misplaced))


def _mark_cell(file: CommentedFile, tables: Sequence[etree._Element], mark: Mark, number: str) -> bool:
    if mark.cell is None or not 0 < mark.cell[0] <= len(tables):
        return False
    cell = file.words.cell(tables[mark.cell[0] - 1], *mark.cell[1:])
    if cell is None or not _says(file.words, cell, mark.seen):
        return False
    letters = list(file.words.letters(cell))
    if letters:
        _enclose(file, letters[0], letters[-1], number)
        return True
    paragraph = next(file.words.unwrapped(cell, "p"), None)
    if paragraph is None:
        return False
    file.enclose_paragraph(paragraph, number)
    return True


def _says(words: Words, cell: etree._Element, seen: str) -> bool:
    """Whether the text seen stands in the cell, whose reader may have joined or cleaned it."""
    wanted = _bare(_folded(seen))
    there = _bare("".join(letter.character for letter in words.letters(cell)))
    return not wanted or wanted in there or not there or there in wanted


def _bare(text: str) -> str:
    """Leave out the brackets that a reader puts around a raised footnote sign."""
    return text.translate(_BRACKETS)


def _mark_words(file: CommentedFile, mark: Mark, number: str, alike: Callable[[str], str] | None) -> bool:
    wanted = _folded(mark.quote)
    if not wanted:
        return False
    letters = list(file.words.letters(file.body))
    text = "".join(letter.character for letter in letters)
    start = _find(text, wanted, mark.occurrence)
    if start < 0 and alike is not None and len(alike(text)) == len(text):
        start = _find(alike(text), wanted, mark.occurrence)
    if start < 0:
        return False
    _enclose(file, letters[start], letters[start + len(wanted) - 1], number)
    return True


def _find(text: str, wanted: str, occurrence: int) -> int:
    """Return where the words stand for the n-th time, or for the last time where they stand more seldom."""
    start = text.find(wanted)
    for _ in range(occurrence):
        following = text.find(wanted, start + 1)
        if following < 0:
            break
        start = following
    return start


def _enclose(file: CommentedFile, first: Letter, last: Letter, number: str) -> None:
    """Mark from one letter to another. The end is split off first, so that the first letter stays where it was."""
    words = file.words
    text = last.text.text or ""
    after = Letter("", last.text, last.at + 1)
    end = words.run_of(last.text)
    if last.at + 1 < len(text):
        words.split_before(after)
    else:
        _split_after(words, last)
    same = end is words.run_of(first.text)
    start = words.split_before(first)
    file.enclose(start, start if same else end, number)


def _split_after(words: Words, last: Letter) -> None:
    """Part a run after a text element that ends with the letter, where texts follow in the same run."""
    following = last.text.getnext()
    while following is not None and following.tag != words.tag("t"):
        following = following.getnext()
    if following is not None:
        words.split_before(Letter("", following, 0))


def _mark_heading(file: CommentedFile, mark: Mark, number: str) -> None:
    """Comment on the paragraph of the heading, else on the first paragraph that says anything."""
    wanted = _folded(mark.near)[: _ENOUGH * 4]
    first: etree._Element | None = None
    for paragraph in file.body.iter(file.words.tag("p")):
        text = "".join(letter.character for letter in file.words.letters(paragraph))
        if wanted and wanted in text and len(text) < len(wanted) + _ENOUGH:
            file.enclose_paragraph(paragraph, number)
            return
        if first is None and text:
            first = paragraph
    if first is None:
        first = etree.Element(file.words.tag("p"))
        file.body.insert(0, first)
    file.enclose_paragraph(first, number)


def _folded(text: str) -> str:
    return "".join(fold(character) for character in text if is_letter(character))
