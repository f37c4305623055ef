"""The letters of a Word document in reading order, each with the run that holds it; and its tables' cells.

What is deleted, moved away, hidden or said twice is passed over, so that letters and cells count as a reader counts.
Runs can be split at a letter without losing their formatting.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

TRANSITIONAL: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_GONE: Final = ("del", "moveFrom", "delText", "delInstrText", "instrText", "rt")
_PROPERTIES: Final = ("sectPr", "pPr", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr", "sdtEndPr", "rPr")
_NO_LETTERS: Final = frozenset("□-\u00ad\u200b\ufeff")
_HIDDEN: Final = ("vanish", "specVanish", "strike", "dstrike")


class Letter(NamedTuple):
    """One printed character: the text element that holds it, and where in it."""

    character: str
    text: etree._Element
    at: int


class Words:
    """The tags of a document in the namespace that it uses (that of Word, or the strict one of the standard)."""

    def __init__(self, root: etree._Element) -> None:
        space = str(etree.QName(root).namespace or TRANSITIONAL)
        self.space = space
        self.is_strict = space == STRICT
        self._gone = frozenset(self.tag(name) for name in _GONE)
        self._properties = frozenset(self.tag(name) for name in _PROPERTIES)

    def tag(self, name: str) -> str:
        """Return the full tag of a local name."""
        return f"{{{self.space}}}{name}"

    def children(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Yield the children that are printed."""
        chosen = parent.tag == _COMPATIBILITY + "AlternateContent"
        has_choice = chosen and parent.find(_COMPATIBILITY + "Choice") is not None
        first = True
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in self._gone or child.tag in self._properties:
                continue
            if has_choice and (child.tag == _COMPATIBILITY + "Fallback" or not first):
                continue
            first = False
            if not self._is_gone(child):
                yield child

    def _is_gone(self, element: etree._Element) -> bool:
        tag = element.tag
        if tag == self.tag("tr"):
            return any(element.find(f"{self.tag('trPr')}/{self.tag(mark)}") is not None for mark in ("del", "moveFrom"))
        if tag == self.tag("tc"):
            return element.find(f"{self.tag('tcPr')}/{self.tag('cellDel')}") is not None
        if tag == self.tag("r"):
            return any(self._is_on(element, name) for name in _HIDDEN)
        return False

    def _is_on(self, run: etree._Element, name: str) -> bool:
        mark = run.find(f"{self.tag('rPr')}/{self.tag(name)}")
        return mark is not None and mark.get(self.tag("val")) not in _OFF

    def letters(self, parent: etree._Element) -> Iterator[Letter]:
        """Yield every letter printed under an element in reading order; a text box follows its paragraph."""
        boxes: list[etree._Element] = []
        yield from self._letters(parent, boxes)
        for box in boxes:
            yield from self.letters(box)

    def _letters(self, parent: etree._Element, boxes: list[etree._Element]) -> Iterator[Letter]:
        for child in self.children(parent):
            if child.tag == self.tag("t"):
                for at, character in enumerate(child.text or ""):
                    if is_letter(character):
                        yield Letter(fold(character), child, at)
            elif child.tag == self.tag("p"):
                yield from self.letters(child)
            elif child.tag == self.tag("txbxContent"):
                boxes.append(child)
            else:
                yield from self._letters(child, boxes)

    def unwrapped(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        """Yield the children of a kind, also those inside content controls and custom XML."""
        wanted = self.tag(name)
        for child in self.children(parent):
            if child.tag == wanted:
                yield child
            elif len(child):
                yield from self.unwrapped(child, name)

    def tables(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Yield the tables in reading order; one that stands in another's cell follows that one."""
        for child in self.children(parent):
            if child.tag == self.tag("tbl"):
                yield child
                for row in self.unwrapped(child, "tr"):
                    for cell in self.unwrapped(row, "tc"):
                        yield from self.tables(cell)
            elif child.tag != self.tag("p"):
                yield from self.tables(child)

    def cell(self, table: etree._Element, row: int, column: int) -> etree._Element | None:
        """Return the cell that covers a row and a column of the table's grid, both counted from 1."""
        for number, element in enumerate(self.unwrapped(table, "tr"), 1):
            if number == row:
                return self._cell_at(element, column)
        return None

    def _cell_at(self, row: etree._Element, column: int) -> etree._Element | None:
        at = 1 + self._number(row, "trPr", "gridBefore", 0)
        for cell in self.unwrapped(row, "tc"):
            span = self._number(cell, "tcPr", "gridSpan", 1)
            if at <= column < at + span:
                return cell
            at += span
        return None

    def _number(self, element: etree._Element, properties: str, name: str, default: int) -> int:
        found = element.find(f"{self.tag(properties)}/{self.tag(name)}")
        value = str(found.get(self.tag("val"), "")) if found is not None else ""
        return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else default

    def run_of(self, text: etree._Element) -> etree._Element:
        """Return the run that holds a text element."""
        run = text
        while run.tag != self.tag("r"):
            parent = run.getparent()
            if parent is None:
                return text
            run = parent
        return run

    def split_before(self, letter: Letter) -> etree._Element:
        """Part the letter's run so that a run begins with the letter, and return that run.

        The first half keeps its place in the tree; letters found earlier in the second half are found there no more.
        """
        run = self.run_of(letter.text)
        before = [child for child in run if child.tag != self.tag("rPr") and child is not letter.text]
        index = run.index(letter.text)
        if letter.at == 0 and not any(run.index(child) < index for child in before):
            return run
        rest = etree.Element(self.tag("r"))
        for name, value in run.attrib.items():
            rest.set(name, value)
        properties = run.find(self.tag("rPr"))
        if properties is not None:
            rest.append(deepcopy(properties))
        moved = list(run)[index + 1 :]
        if letter.at == 0:
            rest.append(letter.text)
        else:
            text = letter.text.text or ""
            tail = etree.SubElement(rest, letter.text.tag)
            letter.text.text, tail.text = text[: letter.at], text[letter.at :]
            for element in (letter.text, tail):
                element.set(_SPACE, "preserve")
        for child in moved:
            rest.append(child)
        run.addnext(rest)
        rest.tail = None
        return rest


def is_letter(character: str) -> bool:
    """Whether a character counts in a comparison: no space, and none of the signs that readers put in or leave out."""
    return not character.isspace() and character not in _NO_LETTERS


def fold(character: str) -> str:
    """Return a character as it is compared: radicals and full-width signs made plain, one for one."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
