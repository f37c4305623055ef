"""What a Word file shows and hides."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml
from gongkai.web.files.looked import Looked
from gongkai.web.files.parts import inside, local, look_beside

_TEXTS: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
_OTHER_TEXTS: Final = re.compile(r"(word/(glossary/|charts/|diagrams/|people)|customXml/item).*\.xml$")
_GONE: Final = frozenset({"del", "moveFrom"})
_CHANGED: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_ENDS: Final = {"br": "\n", "cr": "\n", "tab": "\t"}
_OFF: Final = ("0", "false", "off", "none")


def look(content: bytes) -> Looked:
    """Return what a DOCX shows and hides.

    Raises:
        UnreadableFile: it is damaged.
        UnsafeFile: it was refused by a limit.
    """
    package = Package(content)
    looked = Looked()
    for part in package.names:
        if _TEXTS.match(part):
            _look_at_text(parse_xml(package.read(part), package.file, part), looked)
        elif _OTHER_TEXTS.match(part):
            root = parse_xml(package.read(part), package.file, part)
            looked.unseen.append("\n".join(str(piece) for piece in root.itertext()))
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
            elif name in _ENDS:
                shown.append(_ENDS[name])
                whole.append(_ENDS[name])
        looked.shown.append("".join(shown))
        if whole != shown:
            looked.unseen += ["".join(whole), *(piece for piece in whole if piece not in shown)]
    if any(local(element) in _CHANGED for element in root.iter()):
        deleted = "".join(element.text or "" for element in inside(root, "delText"))
        looked.mark("revisions", quote=deleted)
        looked.unseen.append(deleted)
    for name in ("object", "control", "altChunk"):
        if inside(root, name):
            looked.mark("embedded", quote=name)
    for element in inside(root, "instrText"):
        if (element.text or "").strip().upper().startswith(("DDE", "INCLUDE")):
            looked.mark("external", quote=element.text or "")


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
