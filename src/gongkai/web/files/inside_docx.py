"""A Word file: what its reader sees, and what lies beside it: comments, revisions, hidden text, names, other files."""

from __future__ import annotations

from typing import Final

from lxml import etree

from gongkai.read.packages import Package
from gongkai.web.files.parts import local, look_at_parts, tree_of

_SHOWN: Final = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_ENDS: Final = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t"}


def look(content: bytes) -> tuple[list[str], str, str]:
    """Return codes of what was found, the text a reader sees, and the text that is not seen."""
    package = Package(content)
    found = look_at_parts(package)
    shown: list[str] = []
    unseen: list[str] = []
    for name in package.names:
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        tree = tree_of(package, name)
        found += _marks(tree)
        place = shown if name in _SHOWN else unseen
        if name in _SHOWN or name.startswith(("word/header", "word/footer", "word/comments")):
            _read(tree, place, unseen)
    return found, "".join(shown), "".join(unseen)


def _read(tree: etree._Element, place: list[str], unseen: list[str]) -> None:
    """Take the words of a part in reading order; deleted and hidden ones are not seen."""
    for element in tree.iter():
        kind = local(element)
        if kind == "t" and element.text:
            (unseen if _is_hidden(element) else place).append(element.text)
        elif kind in ("delText", "instrText") and element.text:
            unseen.append(element.text + "\n")
        elif kind in _ENDS:
            place.append(_ENDS[kind])
            if kind == "p":
                unseen.append("\n")


def _is_hidden(text: etree._Element) -> bool:
    run = text.getparent()
    return run is not None and any(local(mark) == "vanish" and _is_on(mark) for mark in run.iter())


def _is_on(mark: etree._Element) -> bool:
    return not any(value in ("0", "false", "none") for value in mark.attrib.values())


def _marks(tree: etree._Element) -> list[str]:
    found = []
    for element in tree.iter():
        kind = local(element)
        if kind in ("ins", "del", "moveFrom", "moveTo") and element.get(element.tag.replace(kind, "author")):
            found.append("revisions")
        elif kind == "vanish" and _is_on(element):
            parents = [local(each) for each in element.iterancestors()]
            if "r" in parents:  # paragraph marks and styles may vanish in any file
                found.append("hidden_text")
        elif kind in ("object", "control", "altChunk"):
            found.append("embedded")
        elif kind == "instrText" and (element.text or "").strip().upper().startswith(("DDE", "INCLUDE")):
            found.append("external")
    return sorted(set(found))
