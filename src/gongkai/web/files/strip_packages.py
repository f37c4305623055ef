"""Take out of a Word or Excel file who made it and where, in its properties and in its pictures."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from lxml import etree

from gongkai.errors import UnreadableFile
from gongkai.read.packages import Package
from gongkai.read.xml import parse_xml
from gongkai.web.files.parts import local
from gongkai.web.files.strip_pictures import strip_jpeg, strip_png

_CORE: Final = frozenset(
    {"creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "contentStatus"}
)
_APP: Final = frozenset({"Company", "Manager", "HyperlinkBase", "Template"})
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def strip_package(content: bytes) -> bytes:
    """Return the file with the same text, without people, organisations and custom properties.

    Raises:
        UnreadableFile: it is damaged.
        UnsafeFile: it was refused by a limit.
    """
    package, out = Package(content), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.names:
            if not name.endswith("/"):
                part = _stripped(name.lower(), package.read(name), package.file)
                made.writestr(zipfile.ZipInfo(name, _LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _stripped(name: str, part: bytes, file: str) -> bytes:
    if name == "docprops/core.xml":
        return _emptied(parse_xml(part, file, name), _CORE)
    if name == "docprops/app.xml":
        return _emptied(parse_xml(part, file, name), _APP)
    if name == "docprops/custom.xml":
        root = parse_xml(part, file, name)
        for child in list(root):
            root.remove(child)
        return _written(root)
    try:
        if part.startswith(b"\xff\xd8\xff"):
            return strip_jpeg(part)
        if part.startswith(b"\x89PNG\r\n\x1a\n"):
            return strip_png(part)
    except UnreadableFile:
        return part  # a damaged picture is left as it is: the second look still finds what is in it
    return part


def _emptied(root: etree._Element, names: frozenset[str]) -> bytes:
    for element in root.iter():
        if local(element) in names:
            element.text = ""
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
