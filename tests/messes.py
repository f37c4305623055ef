"""Ways in which published reports are untidy, laid over a tidy DOCX or HTML file without changing a value."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

MESSES = (
    "full_width_digits", "thousands", "half_width_brackets", "spaced_labels", "units", "slash_blanks", "dash_blanks",
    "traditional", "split_runs", "padded_cells",
)  # fmt: skip
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_BRACKETS = str.maketrans("（）：，“”", '():,""')
_TRADITIONAL = str.maketrans(
    "务报处开动发关总计办结转继续条规许强录数请况类", "務報處開動發關總計辦結轉繼續條規許強錄數請況類"
)
_HTML_TEXT = re.compile(r">([^<>]+)<")
_CELL = re.compile(r"(<td\b[^>]*data-cell[^>]*>)([^<]*)(</td>)")
_WORD_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_WORD_CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
_WORD_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def make_messy(data: bytes, kind: str, mess: str, rng: Random) -> bytes:
    """Return the file with one kind of mess in its tables."""
    if kind == "html":
        return _messy_html(data.decode(), mess, rng).encode()
    source = zipfile.ZipFile(io.BytesIO(data))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "word/document.xml":
                part = _messy_word(part.decode(), mess, rng).encode()
            target.writestr(info.filename, part)
    return made.getvalue()


def _messy_html(page: str, mess: str, rng: Random) -> str:
    if mess == "split_runs":
        return _CELL.sub(lambda m: m[1] + "<p>" + "".join(f"<span>{c}</span>" for c in m[2]) + "</p>" + m[3], page)
    if mess == "padded_cells":
        return _CELL.sub(lambda m: f"{m[1]}<p>&nbsp;{m[2]}&nbsp;<o:p></o:p></p>{m[3]}", page)
    if change := _FIGURES.get(mess):
        return _CELL.sub(lambda m: m[1] + change(m[2]) + m[3], page)
    start, end = page.index("<table"), page.rindex("</table>")
    if mess == "traditional":
        return _HTML_TEXT.sub(lambda m: ">" + m[1].translate(_TRADITIONAL) + "<", page)
    label = _LABELS[mess]
    return page[:start] + _HTML_TEXT.sub(lambda m: ">" + label(m[1], rng) + "<", page[start:end]) + page[end:]


def _messy_word(xml: str, mess: str, rng: Random) -> str:
    if mess == "traditional":
        return _WORD_TEXT.sub(lambda m: m[1] + m[2].translate(_TRADITIONAL) + m[3], xml)
    return _WORD_ROW.sub(lambda row: _messy_row(row[0], mess, rng), xml)


def _messy_row(row: str, mess: str, rng: Random) -> str:
    figures = _FIGURES.get(mess)

    def change(match: re.Match[str]) -> str:
        text = match[2]
        if mess == "split_runs" and _NUMBER.fullmatch(text):
            pieces = "</w:t></w:r><w:r><w:t>".join(text)
            return match[1] + pieces + match[3]
        if mess == "padded_cells":
            return f'<w:t xml:space="preserve">\u3000{text} </w:t>'
        if figures:
            return match[1] + (figures(text) if _NUMBER.fullmatch(text) else text) + match[3]
        label = _LABELS.get(mess)
        return match[1] + (label(text, rng) if label else text) + match[3]

    filled = _WORD_TEXT.sub(change, row)
    return _mark_word_blanks(filled, mess) if mess in {"slash_blanks", "dash_blanks"} else filled


def _mark_word_blanks(row: str, mess: str) -> str:
    """Put a mark of a blank into the empty cells that end a row with a label."""
    cells = _WORD_CELL.findall(row)
    if not any("<w:t>" in cell or "<w:t " in cell for cell in cells):
        return row
    mark = "/" if mess == "slash_blanks" else "—"
    for cell in cells:
        if "<w:t>" not in cell and "<w:t " not in cell and "<w:vMerge/>" not in cell and "</w:p></w:tc>" in cell:
            row = row.replace(cell, cell[: -len("</w:p></w:tc>")] + f"<w:r><w:t>{mark}</w:t></w:r></w:p></w:tc>", 1)
    return row


def _with_thousands(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return text
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}"


_FIGURES: dict[str, Callable[[str], str]] = {
    "full_width_digits": lambda text: text.translate(_FULL),
    "thousands": _with_thousands,
    "units": lambda text: f"{text}件" if text.isdigit() else text,
    "slash_blanks": lambda text: text or "/",
    "dash_blanks": lambda text: text or "—",
}
_LABELS: dict[str, Callable[[str, Random], str]] = {
    "half_width_brackets": lambda text, _: text.translate(_BRACKETS),
    "spaced_labels": lambda text, rng: _spaced(text, rng),  # noqa: PLW0108 - defined below
}


def _spaced(text: str, rng: Random) -> str:
    """Put spaces between the characters of some labels (规 章, 总　计)."""
    if _NUMBER.search(text) or len(text) > 12 or len(text.strip()) < 2 or rng.random() < 0.4:
        return text
    return rng.choice((" ", "　", "\u00a0")).join(text)
