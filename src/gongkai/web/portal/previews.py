"""What a file says, as lines and tables: a preview that needs no program and runs none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gongkai.web.disclosure.models import ItemFile

MOST_LINES: Final = 600


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of text, or rows of a table."""

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """The parts in their order, and whether the file says more."""

    parts: tuple[Part, ...]
    is_cut: bool


def preview_of(file: ItemFile) -> Preview:
    """Return the text of a file in parts; lines with tabs between their cells are rows."""
    lines = [line.rstrip() for line in file.text.split("\n")]
    shown = [line for line in lines if line.strip()][:MOST_LINES]
    parts: list[Part] = []
    at = 0
    while at < len(shown):
        is_row = "\t" in shown[at]
        end = at
        while end < len(shown) and ("\t" in shown[end]) is is_row:
            end += 1
        block = shown[at:end]
        parts.append(Part(rows=_rows(block)) if is_row else Part(lines=tuple(block)))
        at = end
    return Preview(tuple(parts), len([line for line in lines if line.strip()]) > MOST_LINES)


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)
