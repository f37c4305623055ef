"""The statutory tables as pages show them: the official layout, each box with its headings, each figure its ref."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.report import ABSENT, Report
from gongkai.write.layout import Box, Grid, Role, heads_of, lay_out
from gongkai.write.wording import Part, parts_of

_SCOPES: Final = {Role.BANNER: "colgroup", Role.COLUMN: "col", Role.GROUP: "rowgroup", Role.ROW: "row"}


@dataclass(frozen=True, slots=True)
class BoxShown:
    """One box: a figure where `ref` is set, else a heading or the printed relation (`is_note`)."""

    text: str
    rows: int
    columns: int
    role: str
    id: str
    scope: str
    headers: str
    ref: str
    is_upright: bool

    @property
    def is_note(self) -> bool:
        """Whether the box holds the printed relation, which heads nothing."""
        return self.role == Role.NOTE


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table, its rows parted into head and body."""

    id: str
    caption: str
    head: tuple[tuple[BoxShown, ...], ...]
    body: tuple[tuple[BoxShown, ...], ...]


@dataclass(frozen=True, slots=True)
class SectionShown:
    """One section of a report: its words, and its table where it has one."""

    part: Part
    table: TableShown | None


def shown_sections(report: Report) -> Iterator[SectionShown]:
    """Yield a report section by section."""
    for part in parts_of(report):
        grid = lay_out(report, part.table) if part.table else None
        yield SectionShown(part, _table(grid) if grid else None)


def _table(grid: Grid) -> TableShown:
    names = {id(box): f"{grid.table.id}-h{number}" for number, box in enumerate(grid.boxes) if box.cell is None}
    lines = [tuple(_box(grid, box, names) for box in line) for line in grid.lines()]
    return TableShown(grid.table.id, grid.caption, tuple(lines[: grid.header_rows]), tuple(lines[grid.header_rows :]))


def _box(grid: Grid, box: Box, names: dict[int, str]) -> BoxShown:
    is_figure = box.cell is not None
    scope = "" if is_figure else _SCOPES.get(box.role, "")
    if box.role is Role.COLUMN and box.columns > 1 and box.row < grid.header_rows - 1:
        scope = "colgroup"
    return BoxShown(
        text="" if box.value is ABSENT and is_figure else box.text,
        rows=box.rows,
        columns=box.columns,
        role=box.role.value,
        id=names.get(id(box), ""),
        scope=scope,
        headers=" ".join(names[id(head)] for head in heads_of(grid, box)) if is_figure else "",
        ref=box.cell.ref if box.cell else "",
        is_upright=box.is_upright,
    )
