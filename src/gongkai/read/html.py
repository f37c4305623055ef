"""Read HTML as government sites publish it.

The page is not built into a tree: the tags that make tables are found in one pass, and what stands in a cell is made
text once for every different content. A tag soup of any depth is read in time proportional to its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from gongkai.errors import NotAReport
from gongkai.read.decode import decode
from gongkai.read.flow import Flow, read_flow
from gongkai.read.html_clean import IMAGE, declared_encoding, drop_hidden, drop_unprinted
from gongkai.read.slots import Spot
from gongkai.report import Report

_STRUCTURE_TAG = r"""<(/?)(table|tr|td|th)(?![\w:-])((?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)>?"""
_STRUCTURE = re.compile(_STRUCTURE_TAG, re.IGNORECASE)
_LOWER_STRUCTURE = re.compile(_STRUCTURE_TAG)  # several times as fast
_SPAN = re.compile(r"""(col|row)span\s*=\s*["']?\s*(\d{1,6})""", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|section|article|header|footer|nav|main|aside|blockquote|center|hr|pre"
    r"|caption|figure|figcaption|address|form|fieldset|legend|thead|tbody|tfoot|colgroup|body|html|option|title"
    r"|ucapcontent|ucaptitle)(?![\w-])[^>]*+>",
    re.IGNORECASE,
)
_TAG = re.compile(r"""<(?:[a-zA-Z/!?](?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+>?)""")
_PLAIN_TAG = re.compile(r"<[a-zA-Z/!?][^>]*+>")  # where no attribute holds a ">"
_SOURCE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])"
)
_NO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_WHOLE_TABLE = re.compile(r"<table(?![\w-])[^>]*+>.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_PARAGRAPH = "\x1e"
_TEXTS: dict[str, str] = {}  # the cells of a page, and of a site's pages, repeat themselves
_LONGEST_SHARED = 2000
_MOST_SHARED = 20_000
_new = tuple.__new__
_MOST_COLUMNS = 1000


def read_html(data: bytes, *, file: str = "") -> Report:
    """Read a report from an HTML page or fragment.

    Raises:
        NotAReport: nothing in the page is an annual report's.
        UnreadableFile: the bytes are not text.
    """
    text = decode(data, declared_encoding(data))
    return read_markup(text, file=file)


def read_marked_text(data: bytes, *, file: str = "") -> Report:
    """Read a report from text with tables in HTML, as Markdown has them: outside the tables a line is a line."""
    text = decode(data)
    at = 0
    pieces = []
    for match in _WHOLE_TABLE.finditer(text):
        pieces += [_lines_as_paragraphs(text[at : match.start()]), match[0]]
        at = match.end()
    return read_markup("".join([*pieces, _lines_as_paragraphs(text[at:])]), file=file)


def _lines_as_paragraphs(text: str) -> str:
    return "".join(f"<p>{line}</p>" for line in text.splitlines())


def read_markup(text: str, *, file: str = "") -> Report:
    """Read a report from HTML that is already text."""
    printed = drop_unprinted(text)
    shown = drop_hidden(printed)
    try:
        return read_flow(_Page(shown).flow, file=file)
    except NotAReport:
        if shown is printed:
            raise
        return read_flow(_Page(printed).flow, file=file)


class _Table:
    """A table being read: its number, the row's number, and what reaches down from the rows above."""

    __slots__ = ("cells", "column", "is_layout", "number", "open", "reaching", "row", "spans", "spots")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = 0
        self.column = 0
        self.cells: list[str] = []
        self.spots: list[Spot] = []
        self.spans: tuple[int, int] = (1, 1)
        self.reaching: dict[int, int] = {}  # column → rows still covered by a cell above
        self.open = False  # whether a cell is open
        self.is_layout = False  # whether the cell last opened holds a table, so that its text is lines


class _Page:
    """Turns markup into a flow."""

    def __init__(self, markup: str) -> None:
        self.flow = Flow()
        self._tables: list[_Table] = []
        self._count = 0
        self._pieces: list[str] = []
        self._read(markup)

    def _read(self, markup: str) -> None:
        actions: dict[tuple[bool, str], Callable[[str], None]] = {
            (False, "table"): self._open_table,
            (True, "table"): self._close_table,
            (False, "tr"): self._open_row,
            (True, "tr"): self._close_row,
            (False, "td"): self._open_cell,
            (False, "th"): self._open_cell,
            (True, "td"): self._close_cell,
            (True, "th"): self._close_cell,
        }
        at = 0
        pieces = self._pieces
        is_lower = "<T" not in markup and "</T" not in markup and "<tD" not in markup and "<tR" not in markup
        for match in (_LOWER_STRUCTURE if is_lower else _STRUCTURE).finditer(markup):
            start, end = match.span()
            if start > at:
                pieces.append(markup[at:start])
            at = end
            slash, name, attributes = match.groups()
            actions[slash == "/", name if is_lower else name.lower()](attributes)
        pieces.append(markup[at:])
        while self._tables:
            self._close_table("")
        self._flush_text()

    def _open_table(self, _: str) -> None:
        if self._tables:
            self._spill(self._tables[-1])
        self._flush_text()
        self._count += 1
        self._tables.append(_Table(self._count))

    def _close_table(self, _: str) -> None:
        if not self._tables:
            return
        self._close_row("")
        self._tables.pop()

    def _open_row(self, _: str) -> None:
        if self._tables:
            self._close_row("")
            self._tables[-1].row += 1

    def _close_row(self, _: str) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if table.open:
            self._close_cell("")
        if table.cells:
            self._emit(table)
        if table.column:
            for column in [column for column, left in table.reaching.items() if column >= table.column]:
                table.reaching[column] -= 1
                if not table.reaching[column]:
                    del table.reaching[column]
            table.column = 0
        self._drop_text(table)

    def _open_cell(self, attributes: str) -> None:
        if not self._tables:  # a cell without a table: take it as text
            return
        table = self._tables[-1]
        if table.open:
            self._close_cell("")
        if not table.row:
            table.row = 1
        self._drop_text(table)
        table.is_layout = False
        table.spans = _spans(attributes) if "span" in attributes or "SPAN" in attributes else (1, 1)
        table.open = True

    def _close_cell(self, _: str) -> None:
        if not self._tables or not self._tables[-1].open:
            return
        table = self._tables[-1]
        table.open = False
        raw = self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)
        self._pieces.clear()
        text = _TEXTS.get(raw)
        if text is None:
            text = cell_text(raw)
            if len(raw) < _LONGEST_SHARED:
                if len(_TEXTS) > _MOST_SHARED:
                    _TEXTS.clear()
                _TEXTS[raw] = text
        table.cells.append(text)
        table.spots.append(_new(Spot, (None, self._place(table) + 1, None, table.number, table.row, None)))

    @staticmethod
    def _place(table: _Table) -> int:
        """Return the column where the next cell stands, and note what it covers."""
        column = table.column
        reaching = table.reaching
        while reaching:
            left = reaching.get(column)
            if left is None:
                break
            if left == 1:
                del reaching[column]
            else:
                reaching[column] = left - 1
            column += 1
        wide, tall = table.spans
        if tall > 1:
            for covered in range(column, column + wide):
                reaching[covered] = tall - 1
        table.column = column + wide
        return column

    def _spill(self, table: _Table) -> None:
        """Turn the open cell into layout: what stood before it in its row goes out, and it holds lines."""
        if table.cells:
            self._emit(table)
        self._flush_text()
        table.is_layout = True
        if table.open:
            table.open = False
            self._place(table)

    def _drop_text(self, table: _Table) -> None:
        """Drop what stands between cells, where it is nothing; keep it where the cell before it is layout."""
        if table.is_layout:
            self._flush_text()
        else:
            self._pieces.clear()

    def _emit(self, table: _Table) -> None:
        self.flow.add_row(table.cells, table.spots)
        table.cells, table.spots = [], []

    def _flush_text(self) -> None:
        raw = "".join(self._pieces)
        self._pieces.clear()
        if raw.strip():
            self.flow.lines += block_lines(raw)


def _spans(attributes: str) -> tuple[int, int]:
    found = {kind.lower(): int(number) for kind, number in _SPAN.findall(attributes)}
    return min(max(1, found.get("col", 1)), _MOST_COLUMNS), min(max(1, found.get("row", 1)), 65534)


def block_lines(raw: str) -> list[str]:
    """Return the lines of text in a piece of markup."""
    return [piece for piece in _pieces_of(raw) if piece]


def cell_text(raw: str) -> str:
    """Return the text of a cell; its paragraphs are parted by newlines."""
    if raw.isalnum() and raw.isascii():
        return raw
    text = "\n".join(piece for piece in _pieces_of(raw) if piece)
    if IMAGE in raw and not text:
        return "〔图〕"
    return text


def _pieces_of(raw: str) -> list[str]:
    if "<" in raw:
        tags = _PLAIN_TAG if raw.count("<") == raw.count(">") else _TAG
        raw = tags.sub("", _BREAK.sub(_PARAGRAPH, raw))
    if "&" in raw:
        raw = unescape(raw)
    if "\n" in raw:
        raw = _SOURCE_BREAK.sub("", raw)
    if not raw.isascii():
        raw = _NO_WIDTH.sub("", raw)
    raw = raw.replace(IMAGE, "")
    return [" ".join(piece.split()) for piece in raw.split(_PARAGRAPH)]
