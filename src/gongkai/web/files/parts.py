"""What DOCX and XLSX have in common: parts that should not be there, relationships outwards, names of people."""

from __future__ import annotations

from typing import Final

from lxml import etree

from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml

_PARTS: Final = {
    "embeddings/": "embedded",
    "comments": "comments",
    "externallinks/": "external",
    "pivotcache": "pivot",
    "custom.xml": "properties",
}
_PEOPLE: Final = frozenset({"creator", "lastModifiedBy", "manager"})
_HARMLESS: Final = "/hyperlink"


def tree_of(package: Package, name: str) -> etree._Element:
    """Return one part as a tree; a document type declaration or too deep a nesting is refused."""
    return parse_xml(package.read(name), "附件", name.rsplit("/", 1)[-1])


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def look_at_parts(package: Package) -> list[str]:
    """Return the codes of what any office package may carry."""
    found = [code for part, code in _PARTS.items() if any(part in name.lower() for name in package.names)]
    for name in package.names:
        relations = tree_of(package, name).iter() if name.endswith(".rels") else ()
        if any(each.get("TargetMode") == "External" and _fetches(each) for each in relations):
            found.append("external")
    properties = (name for name in package.names if name.startswith("docProps/") and name.endswith(".xml"))
    elements = (each for name in properties for each in tree_of(package, name).iter())
    if any(local(each) in _PEOPLE and (each.text or "").strip() for each in elements):
        found.append("author")
    return found


def _fetches(relation: etree._Element) -> bool:
    """Whether a program that opens the file fetches this by itself, as it does pictures and templates."""
    return not (relation.get("Type") or "").endswith(_HARMLESS)
