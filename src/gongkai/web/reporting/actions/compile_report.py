"""Compile the report of an organ for a year from its records, the first time or again."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from gongkai.errors import InputError
from gongkai.form import Edition, edition_for
from gongkai.web.organs.access import Viewer, require
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import new_report_target
from gongkai.web.reporting.book import figurebook, previous_report
from gongkai.web.reporting.changes import add_author, changing, need_open, record, today_of
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.figures import Carried, Counted, Figures, carried_out, count_figures
from gongkai.web.reporting.models import AnnualReport, ReportCell, ReportSection
from gongkai.web.reporting.proposal import propose_section, script
from gongkai.web.reporting.queries.reports import previous_frozen
from gongkai.web.reporting.records import counts_of, facts_of, whole_kinds
from gongkai.web.reporting.values import keep_value

OWN_COUNT = "count:own."


def compile_report(viewer: Viewer, organ: Organ, year: int) -> AnnualReport:
    """Count every cell from the records of the year; what an officer stated instead stays beside it.

    The first time, the sections of text are proposed from the figures; each must be opened and confirmed by a person.

    Raises:
        Refused: the viewer may not.
        InputError: the year has not begun, has no form, or the report is not being written.
    """
    require(viewer, "create", new_report_target(organ))
    if year > today_of(viewer).year:
        raise InputError(f"{year}年还没有开始，不能编制年度报告", fix="请选择今年或者以前的年度", field="year")
    form = edition_for(year)
    with transaction.atomic():
        report, is_new = AnnualReport.objects.get_or_create(
            organ=organ, year=year, scope=Scope.OWN, defaults={"edition": form.id}
        )
        with changing(viewer, report, "edit"):
            need_open(report)
            figures = counted_now(report, form)
            changed = _keep(report, figures)
            report.edition = form.id
            report.counts = _counts(report)
            report.leftovers = [{"source": one.source, "why": one.why} for one in figures.unplaced]
            report.compiled_at = viewer.now
            report.save(update_fields=["edition", "counts", "leftovers", "compiled_at"])
            if is_new:
                _propose(report, form)
            add_author(viewer, report)
            after = {"year": year, "edition": form.id, "changed": changed, "unplaced": len(figures.unplaced)}
            record(viewer, report, "compile_report", after=after)
    return report


def counted_now(report: AnnualReport, form: Edition) -> Figures:
    """Return the figures as the records say them at this moment."""
    frozen = previous_frozen(report)
    carried = carried_out(report_in(frozen), frozen.ref, form) if frozen else Carried()
    whole = whole_kinds(report.organ, report.year)
    return count_figures(facts_of(report.organ, report.year), report.year, form, carried, whole=whole)


def _keep(report: AnnualReport, figures: Figures) -> int:
    """Store what was counted; return how many cells changed."""
    rows = {row.cell: row for row in report.cells.all()}
    new = [
        ReportCell(report=report, cell=ref, counted=keep_value(figure.value), sources=list(figure.sources))
        for ref, figure in figures.cells.items()
        if ref not in rows
    ]
    changed = [rows[ref] for ref, figure in figures.cells.items() if ref in rows and _update(rows[ref], figure)]
    gone = rows.keys() - figures.cells.keys()
    report.cells.filter(cell__in=gone).delete()
    ReportCell.objects.bulk_create(new)
    ReportCell.objects.bulk_update(changed, ["counted", "sources"], batch_size=200)
    return len(new) + len(changed)


def _update(row: ReportCell, figure: Counted) -> bool:
    before = (row.counted, row.sources)
    row.counted, row.sources = keep_value(figure.value), list(figure.sources)
    return (row.counted, row.sources) != before


def _counts(report: AnnualReport) -> dict[str, Any]:
    """Return the counts of the records; those that officers stated themselves stay."""
    counted = {
        entry.name: {"label": entry.label, "value": keep_value(entry.value), "group": entry.group}
        for entry in counts_of(report.organ, report.year)
    }
    return counted | {name: row for name, row in report.counts.items() if name.startswith(OWN_COUNT)}


def _propose(report: AnnualReport, form: Edition) -> None:
    book = figurebook(report, previous_report(report))
    ReportSection.objects.bulk_create(
        ReportSection(report=report, number=number, source=propose_section(number, book, form), is_proposed=True)
        for number in script()
        if number in form.sections
    )
