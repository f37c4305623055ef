"""A roll-up as a report that can be checked, written and sent up like any other."""

from __future__ import annotations

from gongkai.report import ABSENT, Report, Value, build_report
from gongkai.rollup.figures import Figure, Why
from gongkai.rollup.roll_up import RollUp


def rolled_report(
    rolled: RollUp, *, organ: str | None = None, year: int | None = None, sections: dict[int, str] | None = None
) -> Report:
    """Return the sums as a report.

    Where a report below filled only a merged row, the parts of the sum are not known and the sum prints the merged row
    in their place; elsewhere merged rows are left out.
    """
    figures = {figure.cell.ref: figure for figure in rolled.figures()}
    merged = _merged_rows(rolled, figures)
    cells: dict[str, Value] = {}
    for ref, figure in figures.items():
        row = ref.rpartition("/")[0]
        if figure.value is ABSENT or (figure.cell.variant and row not in merged):
            continue
        if any(row in replaced for replaced in merged.values()):
            continue
        cells[ref] = figure.value
    return build_report(rolled.edition, cells, organ=organ, year=year, sections=sections)


def _merged_rows(rolled: RollUp, figures: dict[str, Figure]) -> dict[str, frozenset[str]]:
    """Return the merged rows that must be printed, each with the rows that it replaces."""
    unknown = {
        figure.cell.ref.rpartition("/")[0]
        for figure in figures.values()
        if any(lack.why is Why.MERGED for lack in figure.lacks)
    }
    found: dict[str, frozenset[str]] = {}
    for table in rolled.edition.tables:
        for block in table.blocks:
            for variant in block.variants:
                replaced = frozenset(f"{table.id}/{row}" for row in variant.replaces)
                if replaced & unknown:
                    found[f"{table.id}/{variant.row.id}"] = replaced
    return found
