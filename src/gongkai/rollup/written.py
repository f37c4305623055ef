"""A roll-up as a report that can be checked, written and sent up like any other."""

from __future__ import annotations

from gongkai.report import ABSENT, Report, Value, build_report
from gongkai.rollup.roll_up import RollUp


def rolled_report(
    rolled: RollUp, *, organ: str | None = None, year: int | None = None, sections: dict[int, str] | None = None
) -> Report:
    """Return the sums as a report."""
    values: dict[str, Value] = {ref: rolled.figure(ref).value for ref in rolled.printed()}
    cells: dict[str, Value] = {ref: value for ref, value in values.items() if value is not ABSENT}
    return build_report(rolled.edition, cells, organ=organ, year=year, sections=sections)
