"""From slots to the values of an edition's cells, each with its place; what cannot be settled is unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.errors import UnknownRef
from gongkai.form import Block, Cell, Edition, Row, edition_for, editions
from gongkai.read.characters import fold
from gongkai.read.labels import LabelIndex
from gongkai.read.rows import RowReading, has_cells, read_rows
from gongkai.read.slots import Collector, Slot, Token, TokenKind
from gongkai.read.trust import adds_up, is_torn, withhold
from gongkai.read.values import value_of
from gongkai.report import ABSENT, Place, Unread, Value


@dataclass(slots=True)
class Tables:
    """The cells of a report as read: values and places in the order of `edition.cells`, and what was not read."""

    edition: Edition
    values: list[Value]
    places: list[Place | None]
    unread: list[Unread] = field(default_factory=list)
    doubtful: set[int] = field(default_factory=set)

    def put(self, cell: Cell, token: Token, recovered: str) -> None:
        """Set a cell from its token."""
        seen = token.seen
        value, why = value_of(seen, cell.type, cell.column.unit, token.text) if seen else (None, "不是数字")
        self.values[cell.index] = value
        self.places[cell.index] = place_of(token, recovered)
        if why:
            self.unread.append(Unread(cell.ref, token.text, why, self.places[cell.index]))
        elif seen and seen.doubtful and value is None:
            self.unread.append(Unread(cell.ref, token.text, "格内有字迹，认不清", self.places[cell.index]))
        elif seen and seen.doubtful:
            self.doubtful.add(cell.index)

    def put_unread(self, cell: Cell, slot: Slot, why: str) -> None:
        """Note that a cell stands in the report and could not be read."""
        text = " ".join(token.text for token in slot.tokens[:16] if token.kind is TokenKind.VALUE)
        token = next((token for token in slot.tokens if token.kind is TokenKind.VALUE), None)
        place = place_of(token, "") if token else Place("", slot.line)
        self.values[cell.index] = None
        self.unread.append(Unread(cell.ref, text, why, place))


def place_of(token: Token, recovered: str) -> Place:
    """Return the place of a token."""
    if recovered:
        return Place(token.text, *token.spot, how="recovered", why=recovered)
    return Place(token.text, *token.spot)


def choose_edition(collector: Collector, year: int | None) -> Edition:
    """Return the edition whose words the tables use; where they do not tell, the one that governs the year."""
    columns = {(label.table, label.id) for label in collector.columns}
    rows = {(slot.label.table, slot.label.id) for slot in collector.slots if has_cells(slot)}
    scored = [(_fit(edition, columns, rows), edition) for edition in editions().values()]
    best = max(score for score, _ in scored)
    fitting = [edition for score, edition in scored if score == best]
    if len(fitting) > 1 and year is not None:
        try:
            governing = edition_for(year)
        except UnknownRef:
            governing = fitting[-1]
        return governing if governing in fitting else fitting[-1]
    return fitting[-1]


def _fit(edition: Edition, columns: set[tuple[str, str]], rows: set[tuple[str, str]]) -> int:
    own_columns = {(table.id, column.id) for table in edition.tables for b in table.blocks for column in b.columns}
    own_rows = {(cell.table, cell.row.id) for cell in edition.cells}
    return len(own_columns & columns) + len(own_rows & rows)


def read_tables(collector: Collector, edition: Edition, index: LabelIndex) -> Tables:
    """Read every table of an edition from the slots."""
    tables = Tables(edition, [ABSENT] * len(edition.cells), [None] * len(edition.cells))
    for table in edition.tables:
        slots = [slot for slot in collector.slots if slot.label.table == table.id]
        if any(block.layout == "groups" for block in table.blocks):
            for block in table.blocks:
                _read_groups(tables, table.id, block, slots)
        else:
            _read_table(tables, table.id, table.blocks, slots, index, collector.orphans.get(table.section, ()))
    _confirm(tables)
    return tables


def _read_table(
    tables: Tables,
    table_id: str,
    blocks: Sequence[Block],
    slots: Sequence[Slot],
    index: LabelIndex,
    orphans: Sequence[Token],
) -> None:
    rows = {row.id: (block, row) for block in blocks for row in _rows(block)}
    replaced = {name: variant.row.id for block in blocks for variant in block.variants for name in variant.replaces}
    found: dict[str, Slot] = {}
    for slot in slots:
        if slot.label.id in rows:
            known = found.get(slot.label.id)
            if known is None or (has_cells(slot) and (not has_cells(known) or known.label.vague > slot.label.vague)):
                found[slot.label.id] = slot
    for variant_id in set(replaced.values()):
        # The words of a merged row are also the heading over its parts: with the parts there, it is only that.
        if variant_id in found and (not has_cells(found[variant_id]) or any(p in found for p in replaced)):
            del found[variant_id]
    ordered = [(slot, *rows[row_id]) for row_id, slot in found.items()]
    shaped = [(slot, len(block.columns)) for slot, block, _ in ordered]
    readings = read_rows(shaped, index)
    withhold(shaped, readings, orphans)
    for (slot, block, row), reading in zip(ordered, readings, strict=True):
        _put_row(tables, table_id, block, row, slot, reading)


def _rows(block: Block) -> Iterator[Row]:
    yield from block.rows
    yield from (variant.row for variant in block.variants)


def _put_row(tables: Tables, table_id: str, block: Block, row: Row, slot: Slot, reading: RowReading) -> None:
    cells = [tables.edition.cell(f"{table_id}/{row.id}/{column.id}") for column in block.columns]
    if not reading.is_read:
        for cell in cells:
            tables.put_unread(cell, slot, reading.why)
        return
    for cell, token in zip(cells, reading.tokens, strict=True):
        tables.put(cell, token, reading.recovered)


def _read_groups(tables: Tables, table_id: str, block: Block, slots: Sequence[Slot]) -> None:
    """Read one line of values under headed groups of columns, or each group's own line."""
    width = len(block.columns)
    whole = width * len(block.rows)
    by_id = {row.id: row for row in block.rows}
    for slot in slots[-1:]:
        gapped = _gapped_line(slot, whole, width)
        if gapped is not None:
            for number, row in enumerate(block.rows):
                part = RowReading(gapped.tokens[number * width : (number + 1) * width], recovered=gapped.recovered)
                _put_row(tables, table_id, block, row, slot, part)
            return
    lines = [(slot, _last_run(slot)) for slot in slots]
    lines = [(slot, run) for slot, run in lines if run]
    if not lines:
        if slots:
            for row in block.rows:
                reading = RowReading(why="表头之后没有数字，空格也没有保留下来，无法确定是空白还是丢失")
                _put_row(tables, table_id, block, row, slots[-1], reading)
        return
    for slot, run in lines:
        line = _fit_line(run, whole)
        if line is not None and not is_torn(line.tokens) and not _is_shuffled(slot, line.tokens, width):
            for number, row in enumerate(block.rows):
                part = RowReading(line.tokens[number * width : (number + 1) * width], recovered=line.recovered)
                _put_row(tables, table_id, block, row, slot, part)
            return
    own_lines: dict[str, tuple[Slot, RowReading]] = {}
    for slot, run in lines:
        own = _fit_line(run, width) if slot.label.id in by_id else None
        if own is not None and not is_torn(own.tokens) and slot.label.id not in own_lines:
            own_lines[slot.label.id] = (slot, own)
    # Fewer lines of this width than groups may as well be what is left of the line under all groups.
    whole_rows = all(token.spot.table is not None for _, own in own_lines.values() for token in own.tokens)
    done = own_lines if len(own_lines) == len(lines) > 1 and (whole_rows or len(own_lines) == len(by_id)) else {}
    for row_id, (slot, own) in done.items():
        _put_row(tables, table_id, block, by_id[row_id], slot, own)
    found = sum(token.kind is TokenKind.VALUE for _, run in lines for token in run)
    for row in block.rows:
        if row.id not in done:
            why = f"这一表应有{whole}格，只找到{found}个数，无法确定数字属于哪一格"
            _put_row(tables, table_id, block, row, lines[-1][0], RowReading(why=why))


def _gapped_line(slot: Slot, whole: int, width: int) -> RowReading | None:
    """Read a cell a line where empty lines are empty cells: after the last head, as many as the form has, summing."""
    last = max((at for at, token in enumerate(slot.tokens) if token.kind is TokenKind.WORDS), default=-1)
    run = slot.tokens[last + 1 :]
    if last < 0 or fold(slot.tokens[last].text) != "总计" or not whole <= len(run) <= whole + 1:
        return None
    kinds = {token.kind for token in run}
    if TokenKind.GAP not in kinds or TokenKind.BLANK in kinds or (run[whole:] and run[whole].kind is not TokenKind.GAP):
        return None
    groups = [run[start : start + width] for start in range(0, whole, width)]
    if len({token.spot.line for token in run}) < len(run) or not all(map(adds_up, groups)):
        return None
    return RowReading(run[:whole], recovered="空行按空白单元格计：行数与格数相符，各组的和也相符")


def _is_shuffled(slot: Slot, tokens: Sequence[Token], width: int) -> bool:
    """Whether a cell a line may be out of order: the words before it are not the last column's, and the sums fail."""
    if tokens[0].spot.table is not None or len({token.spot.line for token in tokens}) == 1:
        return False
    at = next((at for at, token in enumerate(slot.tokens) if token is tokens[0]), 0)
    words = [token.text for token in slot.tokens[:at] if token.kind is TokenKind.WORDS]
    groups = [tokens[start : start + width] for start in range(0, len(tokens), width)]
    return bool(words) and fold(words[-1]) != "总计" and not all(map(adds_up, groups))


def _last_run(slot: Slot) -> list[Token]:
    """Return the tokens after the last words of a slot: what stands under the table's head."""
    run: list[Token] = []
    for token in slot.tokens:
        if token.kind is TokenKind.WORDS:
            if any(t.kind is TokenKind.VALUE or t.spot.table is not None for t in run):
                break
            run = []
        else:
            run.append(token)
    return run if any(token.kind is not TokenKind.GAP for token in run) else []


def _fit_line(run: Sequence[Token], width: int) -> RowReading | None:
    """Return the tokens of a line of this width, where it can be told which they are."""
    cells = [token for token in run if token.kind is not TokenKind.GAP]
    numbers = [token for token in cells if token.kind is TokenKind.VALUE]
    if len(numbers) == width:
        return RowReading(numbers)
    if len(cells) == width:
        return RowReading(cells)
    by_line: dict[object, list[Token]] = {}
    for token in cells:
        by_line.setdefault(token.spot.line if token.spot.line is not None else token.spot.row, []).append(token)
    fitting = [line for line in by_line.values() if len(line) == width and _is_numbered(line)]
    if len(fitting) == 1 and len(numbers) == sum(token.kind is TokenKind.VALUE for token in fitting[0]):
        return RowReading(fitting[0])
    if len(numbers) < width < len(cells) and len(by_line) > width:  # a cell a line: the first line is the first cell
        trailing = cells[width:]
        leading_blank = next((at for at, token in enumerate(run) if token.kind is not TokenKind.GAP), 0)
        if all(token.kind is TokenKind.BLANK for token in trailing) and _gap_after(run[leading_blank:], width):
            return RowReading(cells[:width])
    if not numbers and len(cells) > width:
        return RowReading(cells[:width])
    if len(numbers) == 1 and numbers[0].seen and numbers[0].seen.number.isdigit():
        digits = numbers[0].seen.number
        if len(digits) == width:
            pieces = [numbers[0]._replace(text=digit, seen=numbers[0].seen._replace(number=digit)) for digit in digits]
            return RowReading(pieces, recovered=f"“{digits}”各数之间没有间隔，按每格一位分开")
    return None


def _is_numbered(line: Sequence[Token]) -> bool:
    return any(token.kind is TokenKind.VALUE for token in line)


def _gap_after(run: Sequence[Token], width: int) -> bool:
    """Whether an empty line follows the first `width` cells, so that what comes then is another row."""
    return len(run) > width and run[width].kind is TokenKind.GAP


def _confirm(tables: Tables) -> None:
    """Keep a doubtful number only where the form's arithmetic confirms it; else the cell is unread."""
    if not tables.doubtful:
        return
    broken = {index for index in tables.doubtful if not _is_confirmed(tables, index)}
    for index in sorted(tables.doubtful):
        cell, place = tables.edition.cells[index], tables.places[index]
        text = place.text if place else ""
        if index in broken:
            tables.values[index] = None
            tables.unread.append(Unread(cell.ref, text, f"“{text}”不是清楚的数字，勾稽关系也不能确认", place))
        elif place is not None:
            why = f"“{text}”读作{tables.values[index]}，与勾稽关系相符"
            tables.places[index] = place._replace(how="recovered", why=why)


def _is_confirmed(tables: Tables, index: int) -> bool:
    """Whether some relation holds with this number, none fails, and the relation says something (not all zeros)."""
    holds = False
    for equation in tables.edition.equations:
        if equation.relation.across_years or index not in equation.left + equation.right:
            continue
        sides = [[tables.values[at] for at in side] for side in (equation.left, equation.right)]
        if any(value is ABSENT or isinstance(value, str) for side in sides for value in side):
            continue
        left, right = (sum(value or 0 for value in side) for side in sides)  # type: ignore[misc]
        if left != right:
            return False
        holds = holds or left != 0 or tables.values[index] == 0
    return holds
