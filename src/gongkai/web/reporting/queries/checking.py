"""Where a report may be dropped to be checked, and what is public beside which it is checked."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from gongkai.report import Report
from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organ_of
from gongkai.web.reporting.access import PUBLISHED
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import CheckingPlace, Publication


def checking_organs(viewer: Viewer) -> QuerySet[Organ]:
    """Return the organs on whose page the viewer may have a report checked: their own, and those open to all."""
    public = CheckingPlace.objects.filter(is_public=True).values("organ")
    rows = Organ.objects.filter(pk__in=public, abolished_on=None)
    if viewer.is_staff:
        rows |= Organ.objects.filter(pk__in=[holding.organ_id for holding in viewer.holdings], abolished_on=None)
    return rows.distinct().order_by("ref")


def checking_organ(viewer: Viewer, ref: str) -> Organ:
    """Return the organ on whose page the viewer may have a report checked.

    Raises:
        Refused: the organ does not offer it to the viewer.
    """
    organ = organ_of(viewer, ref)
    if not checking_organs(viewer).filter(pk=organ.pk).exists():
        raise Refused("create", PUBLISHED, ref)
    return organ


def checking_place(organ: Organ) -> CheckingPlace:
    """Return what an organ set up; an unsaved one where it has not."""
    return CheckingPlace.objects.filter(organ=organ).first() or CheckingPlace(organ=organ)


def public_previous(now: datetime, report: Report) -> Report | None:
    """Return what the organ that a report names published for the year before, where this platform has it."""
    if not report.organ or not report.year:
        return None
    rows = Publication.objects.filter(
        frozen__report__organ__name=report.organ,
        frozen__report__year=report.year - 1,
        frozen__report__scope=Scope.OWN,
        published_at__lte=now,
    )
    found = rows.select_related("frozen").order_by("-frozen__number").first()
    return report_in(found.frozen) if found else None
