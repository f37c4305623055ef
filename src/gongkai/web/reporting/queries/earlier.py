"""Files of earlier years: those in reach, and one of them."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.web.organs.access import Columns, Refused, Viewer, reach, require
from gongkai.web.reporting.access import DRAFT, new_report_target
from gongkai.web.reporting.models import EarlierReport

_COLUMNS = Columns(organ="organ_id")


def earlier_reports(viewer: Viewer) -> QuerySet[EarlierReport]:
    """Return the files of earlier years that were not replaced, the latest year first."""
    rows = EarlierReport.objects.filter(reach(viewer, "read", DRAFT, _COLUMNS), dropped_at=None)
    return rows.defer("data").select_related("organ", "by", "frozen__publication", "frozen__report__organ")


def earlier_of(viewer: Viewer, ref: str) -> EarlierReport:
    """Return one file of an earlier year.

    Raises:
        Refused: there is none, or the viewer may not read that organ's reports.
    """
    earlier = EarlierReport.objects.filter(ref=ref).select_related("organ", "frozen__report__organ").first()
    if earlier is None:
        raise Refused("read", DRAFT, ref)
    require(viewer, "read", new_report_target(earlier.organ), ref)
    return earlier
