"""What a Word file shows and hides."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from gongkai.hidden.office import inside, local, look_beside
from gongkai.hidden.values import Looked
from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml

_TEXTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
_OTHER_TEXTS: Final = re.compile(r"(word/(glossary/|charts/|diagrams/|people)|customXml/item).*\.xml$")
_GONE: Final = frozenset({"del", "moveFrom"})
_CHANGED: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_OFF: Final = ("0", "false", "off", "none")


def look_into_document(data: bytes, name: str) -> Looked:
    """Return what a DOCX shows and hides.

    Raises:
        UnreadableFile: it is damaged.
        UnsafeFile: it was refused by a limit.
    """
    package = Package(data, name)
    looked = Looked()
    for part in package.names:
        if _TEXTS.match(part):
            _look_at_text(parse_xml(package.read(part), package.file, part), looked)
        elif _OTHER_TEXTS.match(part):
            root = parse_xml(package.read(part), package.file, part)
            looked.unshown.append("\n".join(str(piece) for piece in root.itertext()))
    look_beside(package, looked)
    return looked


def _look_at_text(root: etree._Element, looked: Looked) -> None:
    for paragraph in inside(root, "p"):
        shown: list[str] = []
        whole: list[str] = []
        for element in paragraph.iter():
            name = local(element)
            if name in ("t", "delText", "instrText") and element.text:
                whole.append(element.text)
                _place(element, paragraph, shown, looked)
            elif name in ("tab", "br", "cr"):
                shown.append(" ")
                whole.append(" ")
        looked.shown.append("".join(shown))
        if whole != shown:
            looked.unshown += ["".join(whole), *(piece for piece in whole if piece not in shown)]
    if any(local(element) in _CHANGED for element in root.iter()):
        deleted = "".join(element.text or "" for element in inside(root, "delText"))
        looked.mark("tracked_changes", quote=deleted)
        looked.unshown.append(deleted)
    if inside(root, "altChunk"):
        looked.mark("embedded", quote="altChunk")


def _place(element: etree._Element, paragraph: etree._Element, shown: list[str], looked: Looked) -> None:
    text = element.text or ""
    for above in element.iterancestors():
        if local(above) in _GONE:
            return
        if above is paragraph:
            break
        if local(above) == "r" and _is_vanished(above):
            looked.mark("hidden_text", quote=text)
            return
    if local(element) == "t":
        shown.append(text)


def _is_vanished(run: etree._Element) -> bool:
    for properties in run:
        if local(properties) != "rPr":
            continue
        for mark in properties:
            values = [value for key, value in mark.attrib.items() if str(key).endswith("}val")]
            if local(mark) in ("vanish", "specVanish") and not any(value in _OFF for value in values):
                return True
    return False
