"""What a file is, by what stands in it and not by its name."""

from __future__ import annotations

import re
from enum import Enum, auto


class FileKind(Enum):
    """The kinds of file that are told apart."""

    TEXT = auto()
    HTML = auto()
    MARKED_TEXT = auto()  # text (Markdown) with tables in HTML
    MHTML = auto()
    JSON = auto()
    CSV = auto()
    DOCX = auto()
    XLSX = auto()
    BUNDLE = auto()  # a zip of files
    PDF = auto()
    XLS = auto()
    OFFICE = auto()  # DOC, WPS, RTF, ODT: through LibreOffice
    IMAGE = auto()
    UNKNOWN = auto()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_WHOLE_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|p|div|span|tbody|section|article|h[1-6])[\s>]", re.IGNORECASE)
_HTML_TABLE = re.compile(rb"<table[\s>].*?<t[dh][\s>]", re.IGNORECASE | re.DOTALL)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 256 * 1024
_LAID_OUT = re.compile(rb"\S {3,}\S")
_SEPARATED = re.compile(rb"^[^\n]*?(?:,[^,\n]*){3}", re.MULTILINE)


def kind_of(data: bytes, name: str = "") -> FileKind:
    """Return what kind of file these bytes are."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return FileKind.IMAGE
    if data.lstrip()[:5] == b"{\\rtf":
        return FileKind.OFFICE
    return _text_kind(data, name.lower())


def _zip_kind(data: bytes) -> FileKind:
    """Tell packages apart by the names in their directory, which stand plainly in the bytes."""
    if b"word/" in data and b"[Content_Types].xml" in data:
        return FileKind.DOCX
    if b"xl/" in data and b"[Content_Types].xml" in data:
        return FileKind.XLSX
    if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
        return FileKind.OFFICE
    return FileKind.BUNDLE


def _ole_kind(data: bytes) -> FileKind:
    for stream in ("Workbook", "Book"):
        if stream.encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
            return FileKind.XLS
    return FileKind.OFFICE


def _text_kind(data: bytes, name: str) -> FileKind:
    head = data[:_HEAD]
    if head.startswith(_WIDE_MARKS):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare[:1] == b"{" and (name.endswith(".json") or b'"cells"' in head):
        return FileKind.JSON
    if re.match(rb"(?:[\w-]+:[^\n]*\n)*?MIME-Version:", bare, re.IGNORECASE) and b"multipart/related" in head:
        return FileKind.MHTML
    if _WHOLE_PAGE.search(head):
        return FileKind.HTML
    if _HTML_TABLE.search(head):
        return FileKind.MARKED_TEXT
    if b"\0" in head[:4096]:
        return FileKind.UNKNOWN
    if name.endswith((".csv", ".tsv")):
        return FileKind.CSV
    if (
        len(_SEPARATED.findall(head)) >= 8
        and len(_LAID_OUT.findall(head)) < 8
        and head.count(b",") > head.count(b"|") + head.count(b"\t")
    ):
        return FileKind.CSV
    return FileKind.TEXT
