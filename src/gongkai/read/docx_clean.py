"""What stands in a Word document's XML and is not printed, taken out before the text is read."""

from __future__ import annotations

from lxml import etree

from gongkai.report import Unread

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {
    "w": W[1:-1],
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_USUAL_PREFIX = b'xmlns:w="' + W[1:-1].encode() + b'"'
_OFF = "[not(@w:val='0' or @w:val='false' or @w:val='off' or @w:val='none')]"

# Word in the bytes → the elements that go. A document without the word needs no search of its tree.
_UNPRINTED: tuple[tuple[bytes, str], ...] = (
    (b"<w:del", "//w:tr[w:trPr/w:del] | //w:tc[w:tcPr/w:cellDel] | //w:del | //w:delText | //w:delInstrText"),
    (b"<w:moveFrom", "//w:moveFrom | //w:tr[w:trPr/w:moveFrom]"),
    (b"<mc:Fallback", "//mc:AlternateContent[mc:Choice]/mc:Fallback"),
    (b"<w:vanish", f"//w:r[w:rPr/w:vanish{_OFF}]"),
    (b"<w:webHidden", f"//w:r[w:rPr/w:specVanish{_OFF}]"),
    (b"trike", f"//w:r[w:rPr/w:strike{_OFF} or w:rPr/w:dstrike{_OFF}]"),
    (b"<w:instrText", "//w:instrText"),
    (b"<w:rt>", "//w:rt"),
    (b"<w:showingPlcHdr", "//w:sdt[w:sdtPr/w:showingPlcHdr]/w:sdtContent//w:t"),
)
_KEEP_FIRST_CHOICE = "//mc:AlternateContent/mc:Choice[position() > 1]"


def drop_unprinted(root: etree._Element, xml: bytes) -> list[Unread]:
    """Take deleted, moved, hidden and doubled text out of the tree; say what else there is that was not read."""
    any_prefix = _USUAL_PREFIX not in xml
    for word, path in _UNPRINTED:
        if word in xml or any_prefix:
            for element in _found(root, path):
                _remove(element)
    if b"<mc:Choice" in xml or any_prefix:
        for element in _found(root, _KEEP_FIRST_CHOICE):
            _remove(element)
    if b"superscript" in xml:
        for element in _found(root, "//w:tc//w:r[w:rPr/w:vertAlign/@w:val='superscript']/w:t"):
            element.text = f"（{element.text or ''}）"
    notes = []
    if root.find(f".//{W}altChunk") is not None:
        notes.append(Unread(None, "altChunk", "正文引用了另一个文件作为内容，没有读取"))
    return notes


def _found(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=_NAMES)
    return [element for element in found if isinstance(element, etree._Element)] if isinstance(found, list) else []


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
