"""Compile the reports of organs for a year from their records, the first time or again: of one organ, or of many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from django.db import transaction

from gongkai.errors import InputError
from gongkai.form import Edition, edition_for
from gongkai.report import Report
from gongkai.web.journal.actions.record import Act, record_entries
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import authors_of, new_report_target, report_subject, report_target
from gongkai.web.reporting.book import figurebook_of
from gongkai.web.reporting.changes import OPEN_STATES, need_open, today_of
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.figures import Carried, Counted, Figures, carried_out, count_figures
from gongkai.web.reporting.living import Entry
from gongkai.web.reporting.models import AnnualReport, FrozenReport, ReportCell, ReportSection
from gongkai.web.reporting.proposal import propose_section, script
from gongkai.web.reporting.queries.reports import latest_frozen, previous_frozen
from gongkai.web.reporting.records import counts_by_organ, facts_by_organ, facts_of, whole_kinds
from gongkai.web.reporting.values import Kept, keep_value

OWN_COUNT: Final = "count:own."
_ROWS: Final = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some organs' reports after compiling: those that were counted, and those that are not being written."""

    reports: tuple[AnnualReport, ...] = ()
    passed_over: tuple[AnnualReport, ...] = ()


@dataclass(slots=True)
class _Work:
    """One report while it is compiled: what there was, what is counted now, and what has to be stored."""

    report: AnnualReport
    is_new: bool
    stored: Mapping[str, ReportCell]
    frozen: FrozenReport | None
    previous: Report | None
    new: list[ReportCell] = field(default_factory=list)
    changed: list[ReportCell] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    sections: list[ReportSection] = field(default_factory=list)


def compile_report(viewer: Viewer, organ: Organ, year: int) -> AnnualReport:
    """Count every cell from the records of the year; what an officer stated instead stays beside it.

    The first time, the sections of text are proposed from the figures; each must be opened and confirmed by a person.

    Raises:
        Refused: the viewer may not.
        InputError: the year has not begun, has no form, or the report is not being written.
    """
    piece = compile_reports(viewer, [organ], year)
    for report in piece.passed_over:
        need_open(report)
    return piece.reports[0]


def compile_reports(
    viewer: Viewer, organs: Sequence[Organ], year: int, *, verb: Literal["create", "prepare"] = "create"
) -> Piece:
    """Compile the reports of some organs at once, in one transaction and a number of queries that they share.

    Args:
        viewer: who compiles.
        organs: each once.
        year: the reporting year.
        verb: as whom: the organ's officer (`create`), or the office above that prepares drafts (`prepare`).

    Raises:
        Refused: the viewer may not in one of them; nothing is changed then.
        InputError: the year has not begun, or has no form.
    """
    for organ in organs:
        require(viewer, verb, new_report_target(organ), organ.ref)
    if year > today_of(viewer).year:
        raise InputError(f"{year}年还没有开始，不能编制年度报告", fix="请选择今年或者以前的年度", field="year")
    form = edition_for(year)
    with transaction.atomic():
        reports, new = _opened(viewer, organs, year, form, verb)
        closed = tuple(report for report in reports if report.state not in OPEN_STATES)
        works = _works([report for report in reports if report.state in OPEN_STATES], new, year)
        acts = _count(viewer, works, year, form)
        _store(works)
        if verb == "create":
            _add_author(viewer, works)
        record_entries(actor_of(viewer), acts)
    return Piece(tuple(work.report for work in works), closed)


def counted_now(report: AnnualReport, form: Edition) -> Figures:
    """Return the figures as the records say them at this moment; nothing is stored."""
    organ, frozen = report.organ, previous_frozen(report)
    carried = carried_out(report_in(frozen), frozen.ref, form) if frozen else Carried()
    whole = whole_kinds([organ.pk], report.year)[organ.pk]
    return count_figures(facts_of(organ, report.year), report.year, form, carried, whole=whole)


def _opened(
    viewer: Viewer, organs: Sequence[Organ], year: int, form: Edition, verb: str
) -> tuple[list[AnnualReport], set[str]]:
    """Return the reports, locked, in the order of the organs' keys, and the references of those begun just now."""
    rows = AnnualReport.objects.filter(organ__in=organs, year=year, scope=Scope.OWN)
    known = set(rows.values_list("organ_id", flat=True))
    begun = [AnnualReport(organ=o, year=year, scope=Scope.OWN, edition=form.id) for o in organs if o.pk not in known]
    AnnualReport.objects.bulk_create(begun, ignore_conflicts=True)
    by_key = {organ.pk: organ for organ in organs}
    reports = list(rows.order_by("organ_id").select_for_update())
    authors = authors_of(reports)
    for report in reports:
        report.organ = by_key[report.organ_id]
        if verb == "create":
            require(viewer, "edit", report_target(report, authors=authors[report.pk]), report.ref)
    return reports, {report.ref for report in begun}


def _works(reports: Sequence[AnnualReport], new: Collection[str], year: int) -> list[_Work]:
    frozen = latest_frozen([report.organ_id for report in reports], year - 1, Scope.OWN)
    stored: dict[int, dict[str, ReportCell]] = {report.pk: {} for report in reports}
    for row in ReportCell.objects.filter(report__in=[report.pk for report in reports if report.ref not in new]):
        stored[row.report_id][row.cell] = row
    return [
        _Work(
            report,
            report.ref in new,
            stored[report.pk],
            frozen.get(report.organ_id),
            report_in(frozen[report.organ_id]) if report.organ_id in frozen else None,
        )
        for report in reports
    ]


def _count(viewer: Viewer, works: Sequence[_Work], year: int, form: Edition) -> list[Act]:
    """Count every report anew; what has to be stored stays with the works. Return what the journal is told."""
    organs = [work.report.organ_id for work in works]
    whole, counts = whole_kinds(organs, year), counts_by_organ(organs, year)
    acts = []
    for work, (organ, facts) in zip(works, facts_by_organ(organs, year), strict=True):
        carried = carried_out(work.previous, work.frozen.ref, form) if work.frozen and work.previous else Carried()
        figures = count_figures(facts, year, form, carried, whole=whole[organ])
        _compare(work, figures)
        report = work.report
        report.edition, report.compiled_at = form.id, viewer.now
        report.counts = _counts(counts[organ], report.counts)
        report.leftovers = [{"source": one.source, "why": one.why} for one in figures.unplaced]
        report.version += 1
        if work.is_new:
            _propose(work, figures, form)
        changed = len(work.new) + len(work.changed)
        after = {"year": year, "edition": form.id, "changed": changed, "unplaced": len(figures.unplaced)}
        acts.append(Act("reporting.compile_report", report_subject(report), after=after))
    return acts


def _compare(work: _Work, figures: Figures) -> None:
    """Find which cells are new, which say something else than was stored, and which the form has no more."""
    for ref, figure in figures.cells.items():
        row = work.stored.get(ref)
        if row is None:
            value, sources = keep_value(figure.value), list(figure.sources)
            work.new.append(ReportCell(report=work.report, cell=ref, counted=value, sources=sources))
        elif _update(row, figure):
            work.changed.append(row)
    work.gone += [row.pk for ref, row in work.stored.items() if ref not in figures.cells]


def _update(row: ReportCell, figure: Counted) -> bool:
    before = (row.counted, row.sources)
    row.counted, row.sources = keep_value(figure.value), list(figure.sources)
    return (row.counted, row.sources) != before


def _counts(counted: Iterable[Entry], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts of the records; those that officers stated themselves stay."""
    found = {
        entry.name: {"label": entry.label, "value": keep_value(entry.value), "group": entry.group} for entry in counted
    }
    return found | {name: row for name, row in stored.items() if name.startswith(OWN_COUNT)}


def _propose(work: _Work, figures: Figures, form: Edition) -> None:
    kept: dict[str, Kept] = {ref: keep_value(figure.value) for ref, figure in figures.cells.items()}
    book = figurebook_of(work.report, kept, work.previous)
    work.sections += [
        ReportSection(report=work.report, number=number, source=propose_section(number, book, form), is_proposed=True)
        for number in script()
        if number in form.sections
    ]


def _store(works: Sequence[_Work]) -> None:
    ReportCell.objects.filter(pk__in=[pk for work in works for pk in work.gone]).delete()
    ReportCell.objects.bulk_create([row for work in works for row in work.new], batch_size=_ROWS)
    changed = [row for work in works for row in work.changed]
    ReportCell.objects.bulk_update(changed, ["counted", "sources"], batch_size=200)
    ReportSection.objects.bulk_create([section for work in works for section in work.sections])
    columns = ["edition", "counts", "leftovers", "compiled_at", "version"]
    AnnualReport.objects.bulk_update([work.report for work in works], columns, batch_size=200)


def _add_author(viewer: Viewer, works: Sequence[_Work]) -> None:
    """Remember who had them counted: they may not pass them in review. Whoever only prepares drafts writes none."""
    written = AnnualReport.authors.through
    rows = [written(annualreport_id=work.report.pk, account_id=viewer.person_id) for work in works]
    written._default_manager.bulk_create(rows, ignore_conflicts=True)
