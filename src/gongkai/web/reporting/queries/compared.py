"""Reports to be compared: what the public has of an organ over years, of organs in a year; what was handed up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gongkai.report import Report
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import FrozenReport, Publication
from gongkai.web.reporting.queries.upward import LIVE, board

MOST_YEARS = 10


def over_years(now: datetime, organ: Organ) -> list[tuple[int, Report | None]]:
    """Return the organ's own published report of every year from its first to its last; None where there is none."""
    rows = Publication.objects.filter(
        frozen__report__organ=organ, frozen__report__scope=Scope.OWN, published_at__lte=now
    )
    found = {row.frozen.report.year: row for row in _latest(rows.order_by("frozen__number"))}
    if not found:
        return []
    years = range(min(found), max(found) + 1)[-MOST_YEARS:]
    return [(year, report_in(found[year].frozen) if year in found else None) for year in years]


def side_by_side(now: datetime, organs: Iterable[Organ], year: int) -> list[tuple[Organ, Report | None]]:
    """Return what each organ published of its own for a year; None where it published nothing."""
    asked = list(organs)
    rows = Publication.objects.filter(
        frozen__report__organ__in=asked,
        frozen__report__year=year,
        frozen__report__scope=Scope.OWN,
        published_at__lte=now,
    )
    found = {row.frozen.report.organ_id: report_in(row.frozen) for row in _latest(rows.order_by("frozen__number"))}
    return [(organ, found.get(organ.pk)) for organ in asked]


def compared_years(now: datetime, organs: Iterable[Organ]) -> list[int]:
    """Return the years for which one of the organs published its own report, the latest first."""
    rows = Publication.objects.filter(
        frozen__report__organ__in=list(organs), frozen__report__scope=Scope.OWN, published_at__lte=now
    )
    return sorted(set(rows.values_list("frozen__report__year", flat=True)), reverse=True)


def handed_up(viewer: Viewer, to: Organ, year: int) -> list[tuple[Organ, FrozenReport | None, str]]:
    """Return the version that each organ below handed up for a year, and where it stands.

    Raises:
        Refused: the viewer may not list what is handed to this organ.
    """
    found = []
    for place in board(viewer, to, year).places:
        submission = place.submission if place.state in LIVE else place.before
        label = str(submission.get_state_display()) if submission else "没有报送"
        found.append((place.organ, submission.frozen if submission else None, label))
    return found


def _latest(rows: Iterable[Publication]) -> list[Publication]:
    """Return the last version of each report, the rows coming in the order of their numbers."""
    kept: dict[int, Publication] = {}
    for row in rows.select_related("frozen__report__organ"):  # type: ignore[attr-defined]
        kept[row.frozen.report_id] = row
    return list(kept.values())
