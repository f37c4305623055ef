"""What the heads of a table, and labels printed over several lines, say of where its cells are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.form import Block
from gongkai.read.characters import fold
from gongkai.read.labels import LabelIndex
from gongkai.read.slots import Slot, Token, TokenKind

_TOTAL = "总计"


def order_of_heads(blocks: Sequence[Block], heads: Sequence[tuple[int, str]]) -> str:
    """Return why a table's cells cannot be told by their order, where its heads do not stand in the form's order.

    Args:
        blocks: the blocks of the table; only one with grouped columns prints them in one head.
        heads: line and name of the columns in the order in which the table prints them.
    """
    columns = [column for block in blocks for column in block.columns if any(c.group for c in block.columns)]
    if not columns:
        return ""
    order = {column.id: at for at, column in enumerate(columns)}
    seen = [order[name] for name in dict.fromkeys(name for _, name in heads) if name in order]
    # A total that stands a line above the other names spans them all, wherever its column is.
    first = next((line for line, name in heads if name == columns[0].id), None)
    line = [name for at, name in heads if at == first]
    early = _TOTAL in line and line.index(_TOTAL) < line.index(columns[0].id)
    if early or seen != sorted(seen):
        return "表头各列的次序与格式规定的不同，无法按次序确定数字属于哪一列"
    return ""


def whole_label(slot: Slot, index: LabelIndex) -> Slot:
    """Return the slot at the line that holds its cells, where a label is printed over several lines of a ruled table.

    The label's first line then holds empty cells, and as many cells stand in the line with the rest of its words.
    """
    own, rest = slot.tokens[: slot.same_line], slot.tokens[slot.same_line :]
    if not own or any(token.kind is not TokenKind.BLANK for token in own):
        return slot
    lines: dict[object, list[Token]] = {}
    continued = False
    for token in rest:
        if token.kind is TokenKind.WORDS:
            folded = fold(token.text)
            if not folded or not index.is_part(folded, slot.label):
                break
            continued = True
            lines.pop(token.spot.line or token.spot.row, None)  # empty cells before the label's column
        elif token.kind is not TokenKind.GAP:
            lines.setdefault(token.spot.line or token.spot.row, []).append(token)
    filled = [line for line in lines.values() if any(token.kind is TokenKind.VALUE for token in line)]
    if not continued or len(filled) != 1 or len(filled[0]) != len(own):
        return slot
    return replace(slot, tokens=filled[0], same_line=len(own), line=filled[0][0].spot.line or slot.line)
