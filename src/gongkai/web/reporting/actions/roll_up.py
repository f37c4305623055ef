"""Add up what the organs below handed in, beside the organ's own figures, into its report of the whole area (汇总)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gongkai.errors import InputError
from gongkai.form import Edition, edition_for
from gongkai.rollup import Figure, RollUp, Version
from gongkai.rollup import roll_up as add_up
from gongkai.web.organs.access import Viewer, require
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import new_report_target
from gongkai.web.reporting.changes import add_author, changing, need_open, record, today_of
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import load_content
from gongkai.web.reporting.models import (
    AnnualReport,
    FrozenReport,
    ReportCell,
    RollUpPart,
    RollUpRun,
    Submission,
    SubmissionState,
)
from gongkai.web.reporting.opening import open_sections
from gongkai.web.reporting.values import keep_value

_MOST_LACKS = 2000


@dataclass(frozen=True, slots=True)
class Gathered:
    """The exact versions that are added: the organ's own, and one of each organ below; and who gave none."""

    own: FrozenReport | None
    children: tuple[tuple[Organ, FrozenReport], ...]
    missing: tuple[Organ, ...]


def roll_up(viewer: Viewer, organ: Organ, year: int, *, includes_waiting: bool = False) -> AnnualReport:
    """Make or renew an organ's report of its whole area from the versions that stand at this moment.

    Args:
        viewer: who does it.
        organ: the superior.
        year: the reporting year.
        includes_waiting: also add versions handed in and not yet accepted.

    Raises:
        Refused: the viewer may not write the organ's reports.
        InputError: nothing has been handed in, or the roll-up is signed already.
    """
    require(viewer, "create", new_report_target(organ, Scope.ROLLUP))
    if year >= today_of(viewer).year:
        raise InputError(f"{year}年还没有结束，不能汇总", fix="请于次年1月汇总", field="year")
    form = edition_for(year)
    with transaction.atomic():
        report, is_new = AnnualReport.objects.get_or_create(
            organ=organ, year=year, scope=Scope.ROLLUP, defaults={"edition": form.id}
        )
        with changing(viewer, report, "edit") as report:
            need_open(report)
            gathered = gather(organ, year, includes_waiting=includes_waiting)
            if not gathered.children:
                raise InputError(f"{year}年度还没有下级机关的报告可以汇总", fix="请先接收下级机关报送的报告")
            rolled = added(gathered, form, organ)
            report.edition, report.compiled_at = form.id, viewer.now
            report.save(update_fields=["edition", "compiled_at"])
            lacks = _keep_cells(report, rolled, gathered)
            run = _keep_run(viewer, report, gathered, lacks, includes_waiting=includes_waiting)
            if is_new:
                open_sections(report)
            add_author(viewer, report)
            after = {"year": year, "run": run.number, "children": len(gathered.children), "missing": run.missing}
            record(viewer, report, "roll_up", after=after)
    return report


def gather(organ: Organ, year: int, *, includes_waiting: bool) -> Gathered:
    """Find the versions in one look at the database, so that they stood side by side at one moment."""
    states = [SubmissionState.ACCEPTED, *([SubmissionState.SUBMITTED] if includes_waiting else [])]
    rows = Submission.objects.filter(to=organ, year=year, state__in=states)
    rows = rows.select_related("organ", "frozen__report").order_by("organ__ref", "at")
    latest = {row.organ_id: row for row in rows}  # a correction that waits comes after what was accepted
    children = tuple((row.organ, row.frozen) for row in latest.values())
    own = FrozenReport.objects.filter(report__organ=organ, report__year=year, report__scope=Scope.OWN)
    missing = tuple(child for child in expected_below(organ, year) if child.pk not in latest)
    return Gathered(own.select_related("report").order_by("-number").first(), children, missing)


def expected_below(organ: Organ, year: int) -> list[Organ]:
    """Return the organs directly below that owe a report of a year: those that exist and existed in it."""
    rows = Organ.objects.filter(parent=organ, abolished_on=None)
    return [child for child in rows if child.founded_on is None or child.founded_on.year <= year]


def added(gathered: Gathered, form: Edition, organ: Organ) -> RollUp:
    """Add the versions up."""
    children = [_version(child.ref, frozen) for child, frozen in gathered.children]
    own = _version(organ.ref, gathered.own) if gathered.own else None
    return add_up(children, form, own=own, expected=[child.ref for child in gathered.missing])


def _version(organ: str, frozen: FrozenReport) -> Version:
    return Version(organ, load_content(frozen.content), frozen.number, frozen.sha256)


def _keep_cells(report: AnnualReport, rolled: RollUp, gathered: Gathered) -> list[dict[str, Any]]:
    """Store every sum with the versions behind it; what an officer stated instead stays. Return what was lacking."""
    rows = {row.cell: row for row in report.cells.all()}
    versions = {child.ref: frozen for child, frozen in gathered.children}
    if gathered.own is not None:
        versions[report.organ.ref] = gathered.own
    report.cells.exclude(cell__in=rolled.printed()).delete()
    new: list[ReportCell] = []
    changed: list[ReportCell] = []
    lacks: list[dict[str, Any]] = []
    for figure in (rolled.figure(ref) for ref in rolled.printed()):
        lacks += [{"cell": figure.cell.ref, "organ": lack.organ, "why": lack.text} for lack in figure.lacks]
        row = rows.get(figure.cell.ref) or ReportCell(report=report, cell=figure.cell.ref)
        row.counted, row.sources = keep_value(figure.value), _sources(figure, versions)
        (changed if row.pk else new).append(row)
    ReportCell.objects.bulk_create(new)
    ReportCell.objects.bulk_update(changed, ["counted", "sources"], batch_size=200)
    return lacks[:_MOST_LACKS]


def _sources(figure: Figure, versions: Mapping[str, FrozenReport]) -> list[str]:
    """Name the versions that gave more than a zero; the run names them all."""
    return [f"report:{versions[part.organ].ref}" for part in figure.parts if part.value]


def _keep_run(
    viewer: Viewer, report: AnnualReport, gathered: Gathered, lacks: Sequence[Any], *, includes_waiting: bool
) -> RollUpRun:
    run = RollUpRun.objects.create(
        report=report,
        number=report.runs.count() + 1,
        missing=[organ.ref for organ in gathered.missing],
        lacks=list(lacks),
        includes_waiting=includes_waiting,
        by_id=viewer.person_id,
        at=viewer.now,
    )
    RollUpPart.objects.bulk_create(_parts(run, gathered))
    return run


def _parts(run: RollUpRun, gathered: Gathered) -> Iterable[RollUpPart]:
    if gathered.own is not None:
        yield RollUpPart(run=run, organ=gathered.own.report.organ, frozen=gathered.own, is_own=True)
    for child, frozen in gathered.children:
        yield RollUpPart(run=run, organ=child, frozen=frozen)
