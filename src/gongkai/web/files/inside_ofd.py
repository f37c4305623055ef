"""What an OFD (GB/T 33190) shows and hides: text by page, annotations, attachments, earlier versions, its author."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml
from gongkai.web.files.looked import Looked
from gongkai.web.files.parts import inside, local

_PAGE: Final = re.compile(r"(?:^|/)(Pages|Tpls)/Page_(\d+)/Content\.xml$|(?:^|/)(Pages|Tpls)/.*Content.*\.xml$", re.I)
_NOTES: Final = re.compile(r"(?:^|/)Annots?/.*\.xml$", re.I)
_FILES: Final = re.compile(r"(?:^|/)(Attachs?|Attachments?)/(?!Attachments\.xml$).+", re.I)
_TAGS: Final = re.compile(r"(?:^|/)(Tags|CustomTags?)/.*\.xml$", re.I)
_PEOPLE: Final = frozenset({"Author"})
_TOLD: Final = frozenset({"Title", "Subject", "Abstract", "Creator", "CustomData", "Keyword"})
_SAME_LINE: Final = 1.0


def look(content: bytes) -> Looked:
    """Return what an OFD shows and hides.

    Raises:
        UnreadableFile: it is damaged.
        UnsafeFile: it was refused by a limit.
    """
    package, looked = Package(content), Looked()
    for name in sorted(package.files(), key=_page_number):
        lowered = name.lower()
        if _FILES.search(name) and not lowered.endswith("annotations.xml"):
            looked.mark("embedded", quote=name.rpartition("/")[2])
        elif not lowered.endswith(".xml"):
            continue
        else:
            _look_at_part(name, parse_xml(package.read(name), package.file, name), looked)
    if not "".join(looked.shown).strip():
        looked.mark("no_text")
    return looked


def _look_at_part(name: str, root: etree._Element, looked: Looked) -> None:
    if _PAGE.search(name):
        looked.shown += _lines(root, looked)
    elif _NOTES.search(name):
        text = _text(root)
        if text:
            looked.mark("remarks", quote=text)
            looked.unseen.append(text)
    elif _TAGS.search(name):
        looked.unseen.append(_text(root))
    elif name.rpartition("/")[2].lower() == "ofd.xml":
        _look_at_about(root, looked)


def _look_at_about(root: etree._Element, looked: Looked) -> None:
    for element in root.iter():
        text = (element.text or "").strip()
        if local(element) in _PEOPLE and text:
            looked.mark("author", quote=text)
        if local(element) in _PEOPLE | _TOLD and text:
            looked.unseen.append(text)
    if len([one for one in inside(root, "Version") if one.get("BaseLoc")]) > 1:
        looked.mark("earlier_versions")


def _lines(root: etree._Element, looked: Looked) -> list[str]:
    """Return the text of a page, what stands on the same height in one line."""
    lines: list[str] = []
    height = None
    for shape in inside(root, "TextObject"):
        text = "".join(str(piece) for code in inside(shape, "TextCode") for piece in code.itertext())
        if shape.get("Visible") == "false":
            looked.mark("hidden_text", quote=text)
            looked.unseen.append(text)
            continue
        top = _top(shape)
        if lines and height is not None and top is not None and abs(top - height) <= _SAME_LINE:
            lines[-1] += text
        else:
            lines.append(text)
        height = top
    return lines


def _top(shape: etree._Element) -> float | None:
    try:
        return float(str(shape.get("Boundary", "")).split()[1])
    except (IndexError, ValueError):
        return None


def _text(root: etree._Element) -> str:
    return " ".join(" ".join(str(piece) for piece in root.itertext()).split())


def _page_number(name: str) -> tuple[str, int, str]:
    match = re.search(r"Page_(\d+)", name)
    return name[: match.start()] if match else name, int(match[1]) if match else 0, name
