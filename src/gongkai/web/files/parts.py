"""What a Word or Excel file keeps beside its text: properties, comments, macros, other files, links outwards."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml
from gongkai.web.files import inside_pictures
from gongkai.web.files.looked import Looked

_PARTS: Final = {
    "/embeddings/": "embedded",
    "oleobject": "embedded",
    "/pivotcache/": "pivot",
    "/externallinks/": "external",
    "connections.xml": "external",
}
_PEOPLE: Final = frozenset({"creator", "lastModifiedBy", "Company", "Manager"})
_INWARD: Final = ("hyperlink",)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def inside(parent: etree._Element, name: str) -> list[etree._Element]:
    """Return the elements of a name below one, whatever their namespace."""
    return [element for element in parent.iter() if local(element) == name]


def look_beside(package: Package, looked: Looked) -> None:
    """Note what stands beside the text, and take the texts in it for the search for leaks."""
    for name in package.names:
        lowered = "/" + name.lower()
        for word, code in _PARTS.items():
            if word in lowered:
                looked.mark(code, quote=name.rpartition("/")[2])
        if lowered.endswith(".rels"):
            _look_at_links(parse_xml(package.read(name), package.file, name), looked)
        elif re.search(r"/(threaded)?comments[^/]*\.xml$", lowered):
            _look_at_comments(parse_xml(package.read(name), package.file, name), looked)
        elif lowered in ("/docprops/core.xml", "/docprops/app.xml"):
            _look_at_people(parse_xml(package.read(name), package.file, name), looked)
        elif lowered == "/docprops/custom.xml":
            text = _text(parse_xml(package.read(name), package.file, name))
            if text:
                looked.mark("properties", quote=text)
                looked.unseen.append(text)
        elif "/media/" in lowered:
            _look_at_picture(package.read(name), looked)


def _look_at_picture(content: bytes, looked: Looked) -> None:
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        inner = inside_pictures.look(content)
        looked.unseen += inner.unseen
        for mark in inner.marks:
            looked.mark(mark.code, mark.where, mark.quote)


def _look_at_links(root: etree._Element, looked: Looked) -> None:
    for relation in root:
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind not in _INWARD:
            looked.mark("external", quote=str(relation.get("Target", "")))
        if kind in ("hyperlink",):
            looked.unseen.append(str(relation.get("Target", "")))


def _look_at_comments(root: etree._Element, looked: Looked) -> None:
    text = _text(root)
    looked.mark("comments", quote=text)
    looked.unseen.append(text)


def _look_at_people(root: etree._Element, looked: Looked) -> None:
    for element in root.iter():
        text = (element.text or "").strip()
        if not text:
            continue
        looked.unseen.append(text)
        if local(element) in _PEOPLE:
            looked.mark("author", quote=text)


def _text(root: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in root.itertext()).split())
