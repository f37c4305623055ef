"""Reports in reach, one report, its cells, its frozen and its published versions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from gongkai.report import ABSENT
from gongkai.web.organs.access import Refused, Viewer, may, reach, require
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import DRAFT, PUBLISHED, SUBMITTED, draft_columns, report_target
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import AnnualReport, FrozenReport, Publication, ReportCell, ReportSection
from gongkai.write.wording import print_value


def visible_reports(viewer: Viewer) -> QuerySet[AnnualReport]:
    """Return the reports whose working copy the viewer may read, the latest year first."""
    rows = AnnualReport.objects.filter(reach(viewer, "read", DRAFT, draft_columns())).distinct()
    return rows.select_related("organ").order_by("-year", "organ__ref", "scope")


def report_of(viewer: Viewer, ref: str, verb: str = "read") -> AnnualReport:
    """Return the working copy of one report.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    report = AnnualReport.objects.filter(ref=ref).select_related("organ__parent").first()
    if report is None:
        raise Refused(verb, DRAFT, ref)
    require(viewer, verb, report_target(report), ref)
    return report


def report_for(viewer: Viewer, organ: Organ, year: int, scope: str = Scope.OWN) -> AnnualReport | None:
    """Return the working copy of an organ's report for a year, None where nobody has begun it.

    Raises:
        Refused: the viewer may not read it.
    """
    report = AnnualReport.objects.filter(organ=organ, year=year, scope=scope).select_related("organ").first()
    if report is not None:
        require(viewer, "read", report_target(report), report.ref)
    return report


def cells_of(viewer: Viewer, report: AnnualReport) -> dict[str, ReportCell]:
    """Return the cells of a report by ref, in the order of the form.

    Raises:
        Refused: the viewer may not read the working copy.
    """
    require(viewer, "read", report_target(report), report.ref)
    return {row.cell: row for row in report.cells.order_by("pk")}


def sections_of(viewer: Viewer, report: AnnualReport) -> dict[int, ReportSection]:
    """Return the sections of text of a report by number.

    Raises:
        Refused: the viewer may not read the working copy.
    """
    require(viewer, "read", report_target(report), report.ref)
    return {row.number: row for row in report.sections.all()}


def frozen_of(viewer: Viewer, report: AnnualReport, number: int | None = None) -> FrozenReport:
    """Return a frozen version of a report, the latest where no number is given.

    Its own organ reads every version; the competent department what was sent to it; everybody what is published.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    rows = FrozenReport.objects.filter(report=report).select_related("report__organ").order_by("-number")
    frozen = (rows if number is None else rows.filter(number=number)).first()
    if frozen is None or not may_read_version(viewer, frozen):
        raise Refused("read", SUBMITTED, f"{report.ref}/{number or ''}")
    return frozen


def versions_of(viewer: Viewer, report: AnnualReport) -> list[FrozenReport]:
    """Return the frozen versions of a report that the viewer may read, the latest first."""
    rows = (
        FrozenReport.objects.filter(report=report)
        .select_related("publication", "by", "report__organ")
        .order_by("-number")
    )
    return [frozen for frozen in rows if may_read_version(viewer, frozen)]


def previous_frozen(report: AnnualReport) -> FrozenReport | None:
    """Return the latest frozen version of the same organ's report of the year before."""
    return latest_frozen([report.organ_id], report.year - 1, report.scope).get(report.organ_id)


def latest_frozen(organs: Collection[int], year: int, scope: str) -> dict[int, FrozenReport]:
    """Return the latest frozen version of each organ's report of a year, where it has one."""
    rows = FrozenReport.objects.filter(report__organ__in=organs, report__year=year, report__scope=scope)
    return {row.report.organ_id: row for row in rows.select_related("report__organ").order_by("number")}


def published_of(
    now: datetime, organ: Organ, year: int, scope: str | None = None, number: int | None = None
) -> Publication:
    """Return what the public has of an organ's report for a year: the latest version, or the one of that number.

    Where both were published, the organ's own report comes before the one that sums up those below it.

    Raises:
        Refused: nothing is published.
    """
    rows = Publication.objects.filter(frozen__report__organ=organ, frozen__report__year=year, published_at__lte=now)
    rows = rows.filter(frozen__report__scope=scope) if scope else rows
    rows = rows if number is None else rows.filter(frozen__number=number)
    rows = rows.select_related("frozen__report__organ").order_by("frozen__report__scope", "-frozen__number")
    found = rows.first()
    if found is None:
        raise Refused("read", PUBLISHED, f"{organ.ref}/{year}")
    return found


def published_years(now: datetime, organ: Organ) -> list[int]:
    """Return the years for which the public has a report of an organ, the latest first."""
    rows = Publication.objects.filter(frozen__report__organ=organ, published_at__lte=now)
    return sorted(set(rows.values_list("frozen__report__year", flat=True)), reverse=True)


def publications_of(now: datetime, report: AnnualReport) -> list[Publication]:
    """Return every published version of a report, the latest first."""
    rows = Publication.objects.filter(frozen__report=report, published_at__lte=now).select_related("frozen__report")
    return list(rows.order_by("-frozen__number"))


def published_items(now: datetime, organ: Organ) -> frozenset[str]:
    """Return the items that an organ's published reports stand in its column as, whatever their version."""
    rows = Publication.objects.filter(frozen__report__organ=organ, published_at__lte=now).exclude(item_ref="")
    return frozenset(rows.values_list("item_ref", flat=True))


def publication_of_item(now: datetime, item_ref: str) -> Publication | None:
    """Return the published report that an item on an organ's column stands for."""
    rows = Publication.objects.filter(item_ref=item_ref, published_at__lte=now).select_related("frozen__report__organ")
    return rows.first() if item_ref else None


def children_with_cell(now: datetime, organ: Organ, year: int, cell: str) -> list[tuple[Organ, str]]:
    """Return the published figure of a cell in each organ directly below, where it has published one."""
    rows = Publication.objects.filter(
        frozen__report__organ__parent=organ, frozen__report__year=year, published_at__lte=now
    ).select_related("frozen__report__organ")
    found: dict[int, tuple[Organ, str]] = {}
    for one in rows.order_by("frozen__report__organ__ref", "-frozen__report__scope", "frozen__number"):
        value = report_in(one.frozen)
        if value.value(cell) is not ABSENT:
            shown = print_value(value.value(cell), value.edition.cell(cell).column)
            found[one.frozen.report.organ_id] = (one.frozen.report.organ, shown)
    return list(found.values())


def may_read_version(viewer: Viewer, frozen: FrozenReport) -> bool:
    """Whether the viewer may read a frozen version: its own organ, those it was sent to, everybody once published."""
    report = frozen.report
    if may(viewer, "read", report_target(report)):
        return True
    if may(viewer, "read", report_target(report, SUBMITTED)) and frozen.submissions.exists():
        return True
    return Publication.objects.filter(frozen=frozen, published_at__lte=viewer.now).exists()
