"""Drafts prepared for a whole area: how far a run is, and for whom nobody has begun."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from gongkai.web.organs.access import Viewer, may
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.tree import organs_below
from gongkai.web.reporting.access import new_report_target
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.models import AnnualReport, AreaRun


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """How far a run is. `done` counts organs that were taken, `made` the drafts that came of it."""

    run: AreaRun
    done: int
    made: int
    faults: tuple[dict[str, str], ...]

    @property
    def is_running(self) -> bool:
        """Whether it is still under way."""
        return self.run.finished_at is None


@dataclass(frozen=True, slots=True)
class AreaShown:
    """What an office sees of the drafts of its area: how many nobody has begun, and the latest run."""

    waiting: int
    progress: AreaProgress | None


def area_of(viewer: Viewer, organ: Organ, year: int) -> AreaShown | None:
    """Return how far the drafts of an area are prepared; None for somebody who may not prepare them."""
    if not may(viewer, "prepare", new_report_target(organ)):
        return None
    run = AreaRun.objects.filter(organ=organ, year=year).first()
    return AreaShown(not_begun(organ, year).count(), _progress(run) if run else None)


def not_begun(organ: Organ, year: int) -> QuerySet[Organ]:
    """Return the organs of an area that work on the platform and have not begun their report of a year.

    An organ without accounts keeps no records here: its report comes as a file.
    """
    begun = AnnualReport.objects.filter(organ=OuterRef("pk"), year=year, scope=Scope.OWN)
    people = Account.objects.filter(home=OuterRef("pk"), is_active=True)
    rows = Organ.objects.filter(Exists(people), ~Exists(begun), pk__in=organs_below(organ.pk), abolished_on=None)
    return rows.filter(Q(founded_on=None) | Q(founded_on__year__lte=year))


def _progress(run: AreaRun) -> AreaProgress:
    done = run.pieces.exclude(done_at=None)
    sums = done.aggregate(done=Sum("size"), made=Sum("made"))
    faults = tuple(fault for found in done.exclude(faults=[]).values_list("faults", flat=True) for fault in found)
    return AreaProgress(run, sums["done"] or 0, sums["made"] or 0, faults)
