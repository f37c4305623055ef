"""Reports beside each other, over years or over organs: a grid of measures, and charts of it. Missing stays missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.report import Report
from gongkai.review.charts import Bar, bars
from gongkai.web.reporting.measures import MEASURES, OUTCOMES, Measure, Measured, outcome_name, outcome_parts


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a comparison: its label and address; `report` is None where there is none, and `why` says why.

    Attributes:
        cells: the address of a figure's own page is this, then the cell's ref.
    """

    label: str
    report: Report | None = None
    address: str = ""
    cells: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One number of the grid, with where it comes from."""

    side: Side
    measured: Measured

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The printed label and the address of each cell behind the number."""
        report = self.side.report
        if report is None or not self.side.cells:
            return []
        known = [ref for ref in self.measured.cells if ref in report.edition.index]
        return [(report.edition.cell(ref).label, f"{self.side.cells}{ref}/") for ref in known]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One measure over all sides, with its chart."""

    measure: Measure
    cells: tuple[GridCell, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to draw."""
        return any(cell.measured.value is not None for cell in self.cells)

    @property
    def chart(self) -> str:
        """One bar a side; a side without a number says why instead of having a bar."""
        whole = 1000 if self.measure.unit == "%" else 0
        return bars(self.measure.name, [self._bar(cell) for cell in self.cells], whole=whole)

    def _bar(self, cell: GridCell) -> Bar:
        value = cell.measured.value
        scale = 10 if self.measure.unit == "%" else 1
        length = int(value * scale) if value is not None else 0
        words = cell.measured.shown + (self.measure.unit if self.measure.unit != "%" else "")
        note = words if value is not None else f"— {cell.measured.why}"
        return Bar(cell.side.label, (("figure", length),), note, cell.side.address)


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One report's ways to close applications."""

    side: Side
    parts: dict[str, Measured]
    why: str = ""

    @property
    def closed(self) -> Decimal | None:
        """How many were closed; None where a part is missing."""
        values = [part.value for part in self.parts.values()]
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(values) else None

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """Number and share of each group, or why there is none."""
        whole = self.closed
        found = []
        for part in self.parts.values():
            share = f"{part.value * 100 / whole:.1f}%" if part.value is not None and whole else ""
            found.append((part.shown, share, part.why))
        return found


def grid(sides: Sequence[Side]) -> list[GridRow]:
    """Return every measure of every side."""
    return [GridRow(measure, tuple(GridCell(side, _measured(measure, side)) for side in sides)) for measure in MEASURES]


def outcomes(sides: Sequence[Side]) -> list[OutcomeRow]:
    """Return how each side closed its applications."""
    return [OutcomeRow(side, outcome_parts(side.report) if side.report else {}, side.why) for side in sides]


def outcome_heads() -> list[tuple[str, str]]:
    """Return the groups of ways and their names."""
    return [(group, outcome_name(group)) for group in OUTCOMES]


def outcome_chart(title: str, rows: Sequence[OutcomeRow]) -> str:
    """Draw one bar a report over the whole width, parted by the ways in which applications were closed."""
    return bars(title, [_outcome_bar(row) for row in rows], whole=1000)


def _outcome_bar(row: OutcomeRow) -> Bar:
    whole = row.closed
    if not whole:
        why = row.why or next((part.why for part in row.parts.values() if part.why), "") or "没有办结的申请"
        return Bar(row.side.label, (), f"— {why}", row.side.address)
    parts = tuple((name, int(part.value * 1000 / whole)) for name, part in row.parts.items() if part.value)
    return Bar(row.side.label, parts, f"{whole.normalize():f}件", row.side.address)


def _measured(measure: Measure, side: Side) -> Measured:
    return measure.work_out(side.report) if side.report else Measured(None, side.why or "没有报告", (), measure.unit)
