"""A PDF: the text of its pages, scripts and files inside it, who made it, remarks on its pages."""

from __future__ import annotations

import time
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

MOST_PAGES: Final = 500
_SECONDS: Final = 6.0
_ACTIVE: Final = {b"/JavaScript": "script", b"/Launch": "launch", b"/EmbeddedFile": "embedded", b"/XFA": "dynamic_form"}
_REMARKS: Final = frozenset({1, 3, 9, 10, 11, 12, 13, 14, 15, 16, 17})
"""Kinds of annotation that hold somebody's words: notes, free text, marks, stamps, ink, pop-ups, files, sound."""


def look(content: bytes) -> tuple[list[str], str, str]:
    """Return codes of what was found, the text of the pages, and the words in its properties."""
    found = [code for mark, code in _ACTIVE.items() if mark in content]
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return [*found, "closed_pdf"], "", ""
    try:
        if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
            found.append("script")
        if pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0:
            found.append("embedded")
        about = document.get_metadata_dict(skip_empty=True)
        found += ["author"] if about.get("Author", "").strip() else []
        pages, codes = _pages(document)
    except pypdfium2.PdfiumError:
        return [*found, "closed_pdf"], "", ""
    finally:
        document.close()
    return found + codes, "\n".join(pages), "\n".join(str(value) for value in about.values())


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[str], list[str]]:
    began = time.process_time()
    texts, codes = [], []
    for number in range(len(document)):
        if number >= MOST_PAGES or time.process_time() - began > _SECONDS:
            codes.append("long_pdf")
            break
        page = document[number]
        texts.append(page.get_textpage().get_text_bounded())
        if _has_remarks(page):
            codes.append("remarks")
    if not "".join(texts).strip():
        codes.append("no_text")
    return texts, sorted(set(codes))


def _has_remarks(page: pypdfium2.PdfPage) -> bool:
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 200)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        if annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
            if kind in _REMARKS:
                return True
    return False
