"""What a PDF shows and hides: scripts, files in it, earlier versions, text under what covers it."""

from __future__ import annotations

import ctypes
import re
import time
from typing import Final

import pypdfium2
from pypdfium2 import raw as pdfium

from gongkai.web.files.looked import Looked

MOST_PAGES: Final = 500
_FEWEST_CHARACTERS: Final = 20
_WORDS: Final = {
    b"/JavaScript": "script",
    b"/Launch": "launch",
    b"/EmbeddedFile": "embedded",
    b"/XFA": "dynamic_form",
    b"/OCGs": "hidden_layer",
}
_MAKER: Final = re.compile(rb"<dc:creator>.{0,200}?<rdf:li[^>]{0,60}>([^<]{1,200})<", re.DOTALL)
_THIN: Final = 4.0
_SECONDS: Final = 6.0
_COVERS: Final = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
_HARMLESS: Final = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_WIDGET)
_Box = tuple[float, float, float, float]


def look(content: bytes) -> Looked:
    """Return what a PDF shows and hides; one that cannot be opened is marked so."""
    looked = Looked()
    for word, code in _WORDS.items():
        if word in content:
            looked.mark(code)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        looked.mark("closed_pdf")
        return looked
    try:
        _look_at_whole(document, content, looked)
        _look_at_pages(document, looked)
    except pypdfium2.PdfiumError:
        looked.mark("closed_pdf")
    finally:
        document.close()
    return looked


def _look_at_pages(document: pypdfium2.PdfDocument, looked: Looked) -> None:
    began = time.process_time()
    for at in range(len(document)):
        if at >= MOST_PAGES or time.process_time() - began > _SECONDS:
            looked.mark("long_pdf", quote=f"{at}/{len(document)}")
            break
        page = document[at]
        try:
            _look_at_page(page, at + 1, looked)
        finally:
            page.close()
    if not "".join(looked.shown).strip():
        looked.mark("no_text")


def _look_at_whole(document: pypdfium2.PdfDocument, data: bytes, looked: Looked) -> None:
    if document.count_attachments():
        looked.mark("embedded")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        looked.mark("script")
    if document.get_formtype() in (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND):
        looked.mark("dynamic_form")
    versions = len(re.findall(rb"startxref\s+\d+\s+%%EOF", data))
    if versions > (2 if b"/Linearized" in data[:2048] else 1):
        looked.mark("earlier_versions", quote=f"{versions}个版本")
    known = document.get_metadata_dict(skip_empty=True)
    looked.unseen += list(known.values())
    people = [known.get("Author", ""), *(name.decode("utf-8", "replace") for name in _MAKER.findall(data))]
    for name in filter(None, people):
        looked.mark("author", quote=name)
        looked.unseen.append(name)
    if b"Exif\0\0" in data:
        looked.mark("picture_data")


def _look_at_page(page: pypdfium2.PdfPage, number: int, looked: Looked) -> None:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range() if text_page.count_chars() else ""
        looked.shown.append(text)
        where = f"第{number}页"
        pictures = _look_under_covers(page, text_page, where, looked)
        if pictures and len("".join(text.split())) < _FEWEST_CHARACTERS:
            looked.mark("no_text", where)
        _look_at_annotations(page, where, looked)
    finally:
        text_page.close()


def _look_under_covers(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, where: str, looked: Looked) -> bool:
    """Mark text that something opaque was drawn over afterwards; return whether the page has pictures."""
    pictures = False
    texts: list[_Box] = []
    covers: list[tuple[_Box, int]] = []
    for shape in page.get_objects(max_depth=4):
        box = shape.get_bounds()
        if shape.type == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(box)
            continue
        pictures = pictures or shape.type == pdfium.FPDF_PAGEOBJ_IMAGE
        if shape.type in _COVERS and _is_opaque(shape) and min(box[2] - box[0], box[3] - box[1]) > _THIN:
            covers.append((box, len(texts)))
    for box, before in covers:
        if any(_meets(one, box) for one in texts[:before]) and not any(_meets(one, box) for one in texts[before:]):
            hidden = text_page.get_text_bounded(*_shrunk(box)).strip()
            if hidden:
                looked.mark("covered_text", where, hidden)
    return pictures


def _is_opaque(shape: pypdfium2.PdfObject) -> bool:
    if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(shape.raw, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    return bool(pdfium.FPDFPageObj_GetFillColor(shape.raw, red, green, blue, alpha)) and alpha.value > 250


def _meets(one: _Box, other: _Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 2 and down > min(3.0, (one[3] - one[1]) / 2)


def _shrunk(box: _Box) -> _Box:
    return box[0] + 0.5, box[1] + 0.5, box[2] - 0.5, box[3] - 0.5


def _look_at_annotations(page: pypdfium2.PdfPage, where: str, looked: Looked) -> None:
    for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(note) not in _HARMLESS:
                text = _contents_of(note)
                looked.mark("remarks", where, text)
                looked.unseen.append(text)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)


def _contents_of(note: pdfium.FPDF_ANNOTATION) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    if length <= 2:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
