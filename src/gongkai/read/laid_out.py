"""Tables of a text laid out in two dimensions (pdftotext -layout, w3m -dump), read by where their numbers stand.

In such text a row's numbers often stand beside the middle of its label, between the pieces of it, and a number may be
broken over two lines. What the reader of flattened text leaves unread is read here where the lines can be shared out
among the rows in one way only; where both read a row and differ, it is unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.form import Block, Row, Table
from gongkai.read.characters import fold, plain_spaces
from gongkai.read.heads import order_of_heads
from gongkai.read.labels import labels
from gongkai.read.laid_columns import bands_of, bands_under, only_last
from gongkai.read.laid_lines import LaidLine, Span, find_spans, part, wordings_of
from gongkai.read.laid_rows import (
    SUMMED,
    LaidRow,
    RowRead,
    Way,
    joined,
    read_row,
    share_out,
    sums,
)
from gongkai.read.narrative import TextLine
from gongkai.read.slots import Collector, Spot, Token, TokenKind
from gongkai.read.tables import Tables
from gongkai.read.values import Seen
from gongkai.report import ABSENT, Heading, Place, Unread

_LEAST_SPREAD = 0.5  # share of a table's lines that have a gap of two spaces or more
_MOST_MISSING = 2
_MOST_LINES = 600
_LONGEST_REGION = 5000
_MARKS_OF_CELLS = ("\t", "|", "│")
_LONGEST_ASIDE = 2
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–－·.]+\s*\d{1,4}\s*[-—–－·.]+|第?\s*\d{1,4}\s*页(?:.{0,3}共\s*\d+\s*页)?)\s*")
_DIFFERS = "按行读与按列读的结果不一致，无法确定"
_GAP = re.compile(r"\S +(?=\S)")
_FEWEST_GAPS = 2
_TALLEST_HEAD = 14


def settle(tables: Tables, collector: Collector, lines: Sequence[TextLine], headings: Sequence[Heading]) -> None:
    """Read in the tables of a laid out text what is still unread. `tables` is changed."""
    for table in tables.edition.tables:
        region = _region(table, lines, headings)
        if not _is_laid_out(region) or order_of_heads(table.blocks, collector.heads.get(table.section, ())):
            continue
        laid = [_parted(line) for line in region]
        if any(block.layout == "groups" for block in table.blocks):
            _settle_groups(tables, table, laid)
        else:
            _settle_rows(tables, table, laid)


def _region(table: Table, lines: Sequence[TextLine], headings: Sequence[Heading]) -> Sequence[TextLine]:
    """Return the lines between the heading of a table's section and the next heading."""
    at = next((at for at, heading in enumerate(headings) if heading.number == table.section), None)
    if at is None:
        return ()
    end = headings[at + 1].line - 1 if at + 1 < len(headings) else len(lines)
    return lines[headings[at].line : end]


def _is_laid_out(lines: Sequence[TextLine]) -> bool:
    """Whether lines keep their places by spaces: most have a wide gap, and some have several pieces side by side."""
    if len(lines) > _LONGEST_REGION or any(mark in text for _, _, text in lines for mark in _MARKS_OF_CELLS):
        return False
    texts = [text for line in lines if (text := plain_spaces(line.text).rstrip())]
    if not 0 < len(texts) <= _MOST_LINES:
        return False
    spread = sum("  " in text for text in texts)
    return spread >= _LEAST_SPREAD * len(texts) and any(len(_GAP.findall(t)) >= _FEWEST_GAPS for t in texts)


def _parted(line: TextLine) -> LaidLine:
    if _PAGE_NUMBER.fullmatch(plain_spaces(line.text)):
        return LaidLine(line.number, "", (), is_mixed=False, is_empty=True)
    return part(line)


def _settle_rows(tables: Tables, table: Table, lines: Sequence[LaidLine]) -> None:
    chosen, spans = _rows_of(table, lines)
    found = [(block, row, span) for (block, row), span in zip(chosen, spans, strict=True) if span is not None]
    if not found or len(chosen) - len(found) > _MOST_MISSING:
        return
    missing = {at for at, span in enumerate(spans) if span is None}
    order = [at for at, span in enumerate(spans) if span is not None]
    rows = [LaidRow(len(block.columns), span) for block, _, span in found]
    _share_lines(rows, lines, {at for at, here in enumerate(order) if here + 1 in missing}, _asides(table))
    before = _before(rows[0].span, lines) if 0 not in missing else ()
    _learn_columns(rows, lines, fold(table.blocks[0].columns[-1].label))
    reads = share_out(rows, before)
    settled = {
        f"{table.id}/{row.id}": (block, row, read)
        for (block, row, _), read in zip(found, reads, strict=True)
        if read is not None
    }
    _put(tables, settled)
    _confirm(tables, table, settled)


def _rows_of(table: Table, lines: Sequence[LaidLine]) -> tuple[list[tuple[Block, Row]], list[Span | None]]:
    """Return the rows that the table is made of, with the lines of their labels: the form's, or a variant of it."""
    plain = [(block, row) for block in table.blocks for row in block.rows]
    spans = _spans(plain, lines)
    for block in table.blocks:
        for variant in block.variants:
            parts = [at for at, (_, row) in enumerate(plain) if row.id in variant.replaces]
            if all(spans[at] is None for at in parts):
                plain[parts[0] : parts[-1] + 1] = [(block, variant.row)]
                spans = _spans(plain, lines)
    return plain, spans


def _spans(rows: Sequence[tuple[Block, Row]], lines: Sequence[LaidLine]) -> list[Span | None]:
    return find_spans(lines, [wordings_of(row.label, row.also) for _, row in rows])


def _asides(table: Table) -> str:
    """Return the folded labels of groups, pieces of which stand beside the rows."""
    return "|".join({fold(row.group): "" for block in table.blocks for row in block.rows})


def _share_lines(rows: Sequence[LaidRow], lines: Sequence[LaidLine], broken: set[int], asides: str) -> None:
    """Give each row the lines of its label, and the lines of numbers after it; one that may be another row's is bad."""
    for at, row in enumerate(rows):
        row.own = list(lines[row.span.first : row.span.last + 1])
        end = rows[at + 1].span.first if at + 1 < len(rows) else len(lines)
        start = row.span.last + 1
        for here in range(start, end):
            line = lines[here]
            if at + 1 == len(rows) and line.is_empty and here > start:
                break
            if line.figures or line.is_mixed:
                strange = len(line.words) > _LONGEST_ASIDE and line.words not in asides
                alone = len(line.figures) == 1 and lines[here - 1].is_empty
                row.after.append(line._replace(is_mixed=line.is_mixed or strange or alone or at in broken))


def _before(span: Span, lines: Sequence[LaidLine]) -> list[LaidLine]:
    """Return the lines of numbers just above the first row."""
    found: list[LaidLine] = []
    for line in reversed(lines[: span.first]):
        if not line.figures or line.words:
            break
        found.insert(0, line)
    return found


def _learn_columns(rows: Sequence[LaidRow], lines: Sequence[LaidLine], last_label: str) -> None:
    """Learn the columns of each part of the table (a page, or a block with heads of its own) from its own lines."""
    for part_rows in _parts(rows, lines):
        width, top = part_rows[0].width, part_rows[0].span.first
        filled = [line for row in part_rows for line in (*row.own, *row.after) if line.figures and not line.is_mixed]
        above = lines[max(0, top - _TALLEST_HEAD) : top]
        heads = [line.pieces[-width:] for line in above if len(line.pieces) >= width]
        exact = (bands_under([piece.shown for piece in row], filled) for row in heads)
        bands = next((bands for bands in exact if bands.extents), None) or bands_of(filled, width, heads)
        if not bands.extents and width >= SUMMED:
            ends = [line.pieces[-1] for line in above if line.pieces]
            bands = only_last([p for p in ends if p.words in (last_label, last_label[0])], filled, width)
        for row in part_rows:
            row.bands = bands


def _parts(rows: Sequence[LaidRow], lines: Sequence[LaidLine]) -> Iterator[list[LaidRow]]:
    """Yield the rows that stand under the same heads."""
    index = labels()
    heads = [at for at, line in enumerate(lines) if not line.figures and index.exact(line.words) is not None]
    current: list[LaidRow] = []
    for row in rows:
        if current:
            last = current[-1].span.last
            if row.width != current[-1].width or any(
                last < at < row.span.first and _is_head(lines[at]) for at in heads
            ):
                yield current
                current = []
        current.append(row)
    if current:
        yield current


def _is_head(line: LaidLine) -> bool:
    return "申请人情况" in line.words or line.words.startswith("第二十条")


def _settle_groups(tables: Tables, table: Table, lines: Sequence[LaidLine]) -> None:
    """Read the one line of values under headed groups: broken over lines, with blanks, or without a number."""
    block = table.blocks[0]
    width = len(block.columns)
    cells = [tables.edition.cell(f"{table.id}/{row.id}/{c.id}") for row in block.rows for c in block.columns]
    unread = {item.ref for item in tables.unread}
    if not all(cell.ref in unread or tables.values[cell.index] is ABSENT for cell in cells):
        return
    read = _line_of_groups(block, lines)
    if read is None:
        return
    for number, row in enumerate(block.rows):
        part_read = RowRead(read.way, read.cells[number * width : (number + 1) * width], read.why)
        _put(tables, {f"{table.id}/{row.id}": (block, row, part_read)})


def _line_of_groups(block: Block, lines: Sequence[LaidLine]) -> RowRead | None:
    labels_in_order = [fold(column.label) for column in block.columns] * len(block.rows)
    whole = len(labels_in_order)
    filled = [line for line in lines if line.figures]
    if any(line.is_mixed or (line.figures and line.words) for line in lines):
        return None
    row = LaidRow(whole, Span(0, 0), own=list(lines))
    if not filled:
        head = "".join(line.words for line in lines)
        return read_row(row, lines) if head.count(labels_in_order[-1]) >= len(block.rows) else None
    if filled[-1].number - filled[0].number >= 2 * len(filled):
        return None
    if len(filled) > 1:
        return joined(whole, filled)
    heads = sorted(
        (piece.shown, piece.words) for line in lines for piece in line.pieces if piece.words in labels_in_order
    )
    if [words for _, words in heads] == labels_in_order:
        row.bands = bands_under([at for at, _ in heads], filled)
    read = read_row(row, filled)
    width = len(block.columns)
    parts = [read.cells[at : at + width] for at in range(0, whole, width)] if read else []
    return read if all(map(sums, parts)) else None


def _put(tables: Tables, settled: dict[str, tuple[Block, Row, RowRead]]) -> None:
    """Set the cells of rows; a row that the other reader read otherwise becomes unread."""
    unread = {item.ref for item in tables.unread}
    for name, (block, _, read) in settled.items():
        for column, cell_read in zip(block.columns, read.cells, strict=True):
            cell = tables.edition.cell(f"{name}/{column.id}")
            known = tables.values[cell.index]
            was_read = known is not ABSENT and cell.ref not in unread
            token = _token(cell_read.text, cell_read.seen, Spot(cell_read.line, cell_read.column))
            if not was_read:
                tables.unread = [item for item in tables.unread if item.ref != cell.ref]
                tables.put(cell, token, read.why if read.way is not Way.PRINTED else "")
                continue
            place = tables.places[cell.index]
            tables.put(cell, token, "")
            if tables.values[cell.index] != known:
                _withdraw(tables, cell.index, _DIFFERS)
            else:
                tables.places[cell.index] = place


def _token(text: str, seen: Seen, spot: Spot) -> Token:
    return Token(TokenKind.VALUE if text else TokenKind.BLANK, text, seen, spot)


def _withdraw(tables: Tables, index: int, why: str) -> None:
    cell, place = tables.edition.cells[index], tables.places[index]
    tables.values[index] = None
    tables.unread = [item for item in tables.unread if item.ref != cell.ref]
    tables.unread.append(Unread(cell.ref, place.text if place else "", why, place or Place("")))


def _confirm(tables: Tables, table: Table, settled: dict[str, tuple[Block, Row, RowRead]]) -> None:
    """Withdraw rows that are not plainly printed where a sum of the form fails with them."""
    unread = {item.ref for item in tables.unread}
    doubtful: set[str] = set()
    for equation in tables.edition.equations:
        indexes = equation.left + equation.right
        if equation.relation.table != table.id or equation.relation.across_years:
            continue
        numbers = {at: tables.values[at] for at in indexes}
        if any(value is ABSENT or isinstance(value, str) for value in numbers.values()) or any(
            tables.edition.cells[at].ref in unread for at in indexes
        ):
            continue
        if any(all(numbers[at] is None for at in side) for side in (equation.left, equation.right)):
            continue  # a report that fills in nothing but the totals
        left, right = (sum(numbers[at] or 0 for at in side) for side in (equation.left, equation.right))  # type: ignore[misc]
        if left != right:
            doubtful |= {tables.edition.cells[at].ref.rpartition("/")[0] for at in indexes}
    whole = not any(item.ref and item.ref.startswith(f"{table.id}/") for item in tables.unread)
    for name, (block, _, read) in settled.items():
        if (name in doubtful and read.way is not Way.PRINTED) or (read.needs_sums and not whole):
            for column in block.columns:
                _withdraw(tables, tables.edition.index[f"{name}/{column.id}"], "按位置读出的数与勾稽关系不符，无法确定")
