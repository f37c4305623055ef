"""Whether the records of a report's year are complete at this moment, for those who review it before it is signed."""

from __future__ import annotations

from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.reporting.completeness import Row, completeness_of
from gongkai.web.reporting.freezing import facts_behind
from gongkai.web.reporting.queries.reports import report_of


def completeness_now(viewer: Viewer, ref: str) -> list[Row] | None:
    """Return which records are said to be complete; None for a sum of reports, or where the viewer may not read."""
    try:
        report = report_of(viewer, ref)
    except Refused:
        return None
    facts = facts_behind(report)
    return None if facts is None else completeness_of(report, facts)
