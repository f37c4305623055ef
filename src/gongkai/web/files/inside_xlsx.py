"""What an Excel file shows and hides: sheets, rows, columns, caches, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml
from gongkai.web.files.looked import Looked
from gongkai.web.files.parts import inside, local, look_beside

_OTHER_TEXTS: Final = re.compile(r"xl/(pivotCache|externalLinks|drawings|charts|queryTables|tables)/[^/]*\.xml$")
_LARGE: Final = re.compile(r"\d(?:\.\d+)?[eE]\+1\d")
_ON: Final = ("1", "true", "on")


def look(content: bytes) -> Looked:
    """Return what an XLSX shows and hides.

    Raises:
        UnreadableFile: it is damaged.
        UnsafeFile: it was refused by a limit.
    """
    package = Package(content)
    looked = Looked()
    strings = _strings(package)
    for title, part, is_hidden in _sheets(package):
        root = parse_xml(package.read(part), package.file, part)
        if is_hidden:
            looked.mark("hidden_sheets", quote=title)
        (looked.unseen if is_hidden else looked.shown).append(title)
        _look_at_sheet(root, strings, title, looked, is_hidden=is_hidden)
    _look_at_names(package, looked)
    for part in package.names:
        if _OTHER_TEXTS.match(part):
            looked.unseen += _texts(parse_xml(package.read(part), package.file, part))
    look_beside(package, looked)
    return looked


def _look_at_names(package: Package, looked: Looked) -> None:
    """Note the names that are hidden; those that the program itself keeps hidden begin with `_xlnm`."""
    for row in inside(parse_xml(package.read("xl/workbook.xml"), package.file, "xl/workbook.xml"), "definedName"):
        if row.get("hidden") in _ON and not str(row.get("name", "")).startswith("_xlnm."):
            looked.mark("hidden_names", quote=str(row.get("name", "")))


def _strings(package: Package) -> list[str]:
    part = "xl/sharedStrings.xml"
    if part not in package:
        return []
    root = parse_xml(package.read(part), package.file, part)
    return ["".join(element.text or "" for element in inside(one, "t")) for one in root if local(one) == "si"]


def _sheets(package: Package) -> Iterator[tuple[str, str, bool]]:
    relations = {}
    part = "xl/_rels/workbook.xml.rels"
    if part in package:
        for row in parse_xml(package.read(part), package.file, part):
            target = str(row.get("Target", "")).lstrip("/")
            relations[str(row.get("Id"))] = target if target.startswith("xl/") else f"xl/{target}"
    for sheet in inside(parse_xml(package.read("xl/workbook.xml"), package.file, "xl/workbook.xml"), "sheet"):
        number = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = relations.get(number, "")
        if target in package:
            yield str(sheet.get("name", "")), target, sheet.get("state") in ("hidden", "veryHidden")


def _look_at_sheet(root: etree._Element, strings: list[str], title: str, looked: Looked, *, is_hidden: bool) -> None:
    where = f"工作表“{title}”"
    columns = _hidden_columns(root)
    rows_hidden: list[str] = []
    columns_hidden: list[str] = []
    for row in inside(root, "row"):
        gone = row.get("hidden") in _ON or row.get("ht") == "0"
        shown: list[str] = []
        for at, cell in enumerate((one for one in row if local(one) == "c"), 1):
            text = _cell_text(cell, strings)
            if not text:
                continue
            if gone:
                rows_hidden.append(text)
            elif _column(cell, at) in columns:
                columns_hidden.append(text)
            else:
                shown.append(text)
        (looked.unseen if is_hidden else looked.shown).append("\t".join(shown))
    for code, texts in (("hidden_rows", rows_hidden), ("hidden_columns", columns_hidden)):
        if texts:
            looked.mark(code, where, " ".join(texts[:6]))
            looked.unseen.append("\n".join(texts))


def _hidden_columns(root: etree._Element) -> frozenset[int]:
    found: set[int] = set()
    for column in inside(root, "col"):
        if column.get("hidden") in _ON or column.get("width") == "0":
            first, last = int(column.get("min", "1")), int(column.get("max", "1"))
            found.update(range(first, min(last, first + 20000) + 1))
    return frozenset(found)


def _column(cell: etree._Element, default: int) -> int:
    number = 0
    for letter in re.sub(r"[^A-Z]", "", str(cell.get("r", ""))):
        number = number * 26 + ord(letter) - 64
    return number or default


def _cell_text(cell: etree._Element, strings: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(element.text or "" for element in inside(cell, "t"))
    value = next((element.text or "" for element in cell if local(element) == "v"), "")
    formula = next((element.text or "" for element in cell if local(element) == "f"), "")
    if cell.get("t") == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if _LARGE.fullmatch(value):
        value = str(int(float(value)))  # a number kept as one: an identity number reads as its digits
    return f"{value} {formula}".strip() if '"' in formula else value


def _texts(root: etree._Element) -> list[str]:
    found = [str(piece).strip() for piece in root.itertext()]
    for element in root.iter():
        found += [str(value) for key, value in element.attrib.items() if str(key) in ("v", "name", "caption")]
    return [text for text in found if text]
