"""Read Word files straight from their XML, so that what is deleted, hidden or said twice is never taken for text."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.docx_clean import W, drop_unprinted
from gongkai.read.flow import Flow, read_flow
from gongkai.read.packages import Package
from gongkai.read.slots import Spot
from gongkai.read.xml import parse_xml
from gongkai.report import Report, Unread

_P, _TBL, _TR, _TC, _T, _R = W + "p", W + "tbl", W + "tr", W + "tc", W + "t", W + "r"
_TC_PR, _TR_PR, _PPR = W + "tcPr", W + "trPr", W + "pPr"
_VAL = W + "val"
_BREAKS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
_SYMBOL = W + "sym"
_BOX = W + "txbxContent"
_IN_TEXT = (_T, *_BREAKS, *_PICTURES, _SYMBOL, _P, _BOX)
_SKIPPED = frozenset({W + "sectPr", _PPR, W + "tblPr", W + "tblGrid", _TC_PR, _TR_PR, W + "sdtPr", W + "sdtEndPr"})
_DEEPEST = 40
_new = tuple.__new__
_DOCUMENT = "word/document.xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def read_docx(data: bytes, *, file: str = "") -> Report:
    """Read a report from a Word file (DOCX, or DOCM whose macros are never run).

    Raises:
        UnreadableFile: the file is damaged, or has no document part.
        UnsafeFile: the file is refused by a limit.
        NotAReport: nothing in the document is an annual report's.
    """
    package = Package(data, file)
    part = _main_part(package)
    xml = package.read(part)
    if _STRICT in xml:
        xml = xml.replace(_STRICT, W[1:-1].encode())
    root = parse_xml(xml, package.file, part)
    notes = drop_unprinted(root, xml)
    body = root.find(W + "body")
    if body is None:
        raise UnreadableFile(f"“{package.file}”没有正文", why="document.xml 里没有 body", fix="请重新保存后再读")
    reader = _Body(package.file, root, is_plain=not any(mark in xml for mark in _MARKS))
    reader.walk(body, 0)
    report = read_flow(reader.flow, file=file)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        notes.append(Unread(None, "vbaProject.bin", "文件带有宏，没有运行，也没有读取"))
    return replace(report, unread=(*report.unread, *notes)) if notes else report


def _main_part(package: Package) -> str:
    if _DOCUMENT in package:
        return _DOCUMENT
    if "_rels/.rels" in package:
        relations = parse_xml(package.read("_rels/.rels", 1024 * 1024), package.file, "_rels/.rels")
        for relation in relations:
            if str(relation.get("Type", "")).endswith("/officeDocument") and relation.get("TargetMode") != "External":
                return str(relation.get("Target", "")).lstrip("/")
    return _DOCUMENT


class _Merge(NamedTuple):
    """How a cell is merged: columns it spans, and whether it only continues the one above or before it."""

    span: int
    continues: bool


_ALONE = _Merge(1, continues=False)
_MERGED = etree.XPath("//w:tc[w:tcPr/w:gridSpan or w:tcPr/w:vMerge or w:tcPr/w:hMerge]", namespaces={"w": W[1:-1]})
_MARKS = (b":br", b":cr", b":tab/", b"noBreakHyphen", b":drawing", b":pict", b":object", b":sym", b"txbxContent")


class _Body:
    """Walks a document's body into a flow."""

    def __init__(self, file: str, root: etree._Element, *, is_plain: bool) -> None:
        self.flow = Flow()
        self._file = file
        self._tables = 0
        self._is_plain = is_plain  # whether the text is in w:t alone
        found = _MERGED(root)
        cells = found if isinstance(found, list) else []
        self._merges = {cell: _merge_of(cell) for cell in cells if isinstance(cell, etree._Element)}

    def walk(self, parent: etree._Element, depth: int) -> None:
        """Take the paragraphs and tables under an element, through content controls and other wrappings."""
        if depth > _DEEPEST:
            raise UnsafeFile(f"“{self._file}”的表格嵌套超过{_DEEPEST}层", fix="请确认文件来源")
        for child in parent:
            tag = child.tag
            if tag == _P:
                self.flow.lines += paragraph_lines(child)
            elif tag == _TBL:
                self._walk_table(child, depth)
            elif tag not in _SKIPPED:
                self.walk(child, depth + 1)

    def _walk_table(self, table: etree._Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        for at, row in enumerate(_unwrapped(table, _TR), 1):
            self._walk_row(row, number, at, depth)

    def _walk_row(self, row: etree._Element, table: int, at: int, depth: int) -> None:
        cells: list[str] = []
        spots: list[Spot] = []
        column = _skipped_columns(row)
        for cell in _unwrapped(row, _TC):
            merge = self._merges.get(cell, _ALONE)
            if self._is_plain and len(cell) == 2 and cell[1].tag == _P:
                if not merge.continues:
                    text = "".join(map(str, cell[1].itertext(_T)))
                    cells.append(text if text.isalnum() else " ".join(text.split()))
                    spots.append(_new(Spot, (None, column + 1, None, table, at, None)))
                column += merge.span
                continue
            nested = cell.find(_TBL) is not None or (
                cell.find(W + "sdt") is not None and cell.find(f".//{_TBL}") is not None
            )
            if nested and not merge.continues:
                if cells:
                    self.flow.add_row(cells, spots)
                    cells, spots = [], []
                self.walk(cell, depth + 1)
            elif not merge.continues:
                cells.append(cell_text(cell))
                spots.append(Spot(None, column + 1, None, table, at))
            column += merge.span
        if cells:
            self.flow.add_row(cells, spots)


def _unwrapped(parent: etree._Element, wanted: str, depth: int = 0) -> list[etree._Element]:
    """Return the children of a kind, also those inside content controls and custom XML."""
    found = []
    for child in parent:
        if child.tag == wanted:
            found.append(child)
        elif child.tag not in _SKIPPED and len(child) and depth < _DEEPEST:
            found += _unwrapped(child, wanted, depth + 1)
    return found


def _skipped_columns(row: etree._Element) -> int:
    properties = row.find(_TR_PR)
    before = properties.find(W + "gridBefore") if properties is not None else None
    return _number(before, 0) if before is not None else 0


def _merge_of(cell: etree._Element) -> _Merge:
    span, continues = 1, False
    properties = cell.find(_TC_PR)
    if properties is not None:
        for child in properties:
            tag = child.tag
            if tag == W + "gridSpan":
                span = _number(child, 1)
            elif tag in (W + "vMerge", W + "hMerge"):
                continues = child.get(_VAL, "continue") != "restart"
    return _Merge(span, continues)


def _number(element: etree._Element, default: int) -> int:
    value = str(element.get(_VAL, ""))
    return min(int(value), 1000) if value.isdecimal() and len(value) < 6 else default


def cell_text(cell: etree._Element) -> str:
    """Return a cell's text; its paragraphs are parted by newlines. A picture alone is no blank."""
    texts = []
    picture = False
    for element in cell.iter(*_IN_TEXT):
        tag = element.tag
        if tag == _T:
            texts.append(element.text or "")
        elif tag == _P:
            texts.append("\n")
        elif tag in _PICTURES:
            picture = True
        else:
            texts.append(_mark(element))
    if not texts or (len(texts) == 1 and texts[0] == "\n"):
        return "〔图〕" if picture else ""
    if len(texts) == 2 and texts[0] == "\n" and texts[1].isalnum():
        return texts[1]
    joined = "\n".join(line for piece in "".join(texts).split("\n") if (line := " ".join(piece.split())))
    return joined or ("〔图〕" if picture else "")


def _mark(element: etree._Element) -> str:
    """Return what a break, a tab or a symbol stands for in text."""
    if element.tag == _SYMBOL:
        return "□"
    return _BREAKS.get(str(element.tag), "")


def paragraph_lines(paragraph: etree._Element) -> list[str]:
    """Return the lines of a paragraph; the paragraphs of a text box in it follow as lines of their own."""
    if not len(paragraph):
        return [""]
    texts = []
    boxes: list[str] = []
    for element in paragraph.iter(*_IN_TEXT):
        tag = element.tag
        if tag == _T:
            if not boxes or not _in_box(element, paragraph):
                texts.append(element.text or "")
        elif tag == _BOX:
            boxes += [line for inner in element.iter(_P) for line in _plain(inner).split("\n")]
        elif tag != _P and tag not in _PICTURES and not (boxes and _in_box(element, paragraph)):
            texts.append(_mark(element))
    joined = "".join(texts)
    lines = [" ".join(line.split()) if "  " in line or "\t" in line else line.strip() for line in joined.split("\n")]
    return [*lines, *boxes] if joined or not boxes else boxes


def _plain(paragraph: etree._Element) -> str:
    return "".join(
        (element.text or "") if element.tag == _T else _mark(element)
        for element in paragraph.iter(_T, *_BREAKS, _SYMBOL)
    )


def _in_box(element: etree._Element, paragraph: etree._Element) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag == _BOX:
            return True
        parent = parent.getparent()
    return False
