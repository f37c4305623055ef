"""Take out of a PDF who made it, with what, and when; its pages stay as they are."""

from __future__ import annotations

import io
import logging
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, PdfObject, StreamObject

from gongkai.errors import UnreadableFile
from gongkai.web.files.strip_pictures import strip_jpeg

_GONE: Final = ("/Metadata", "/PieceInfo", "/LastModified")
_SIGNED: Final = b"/ByteRange"


def strip_pdf(content: bytes) -> bytes:
    """Return a PDF without its properties.

    Raises:
        UnreadableFile: it is damaged, locked, or signed: a signature would no longer hold.
    """
    logging.disable(logging.CRITICAL)
    if _SIGNED in content:
        raise UnreadableFile("PDF 带有电子签名，改动会使签名失效")
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise UnreadableFile("PDF 已加密")
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        for one in list(writer._objects):
            _strip_object(one)
        writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile("PDF 无法改写", why=type(error).__name__) from error
    return out.getvalue()


def _strip_object(one: PdfObject | None) -> None:
    if not isinstance(one, DictionaryObject):
        return
    for name in _GONE:
        one.pop(name, None)
    if isinstance(one, StreamObject) and one.get("/Filter") == "/DCTDecode":
        try:
            one._data = strip_jpeg(one._data)
        except UnreadableFile:
            return
