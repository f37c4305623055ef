"""The figures that the text of a report may refer to, and the report as the core's value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.form import Edition, edition
from gongkai.report import ABSENT, Report, build_report
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.living import Entry, Figurebook, render
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries.reports import previous_frozen
from gongkai.web.reporting.values import Kept, load_value


def edition_of(report: AnnualReport) -> Edition:
    """Return the edition of the form that a report uses."""
    return edition(report.edition)


def previous_report(report: AnnualReport) -> Report | None:
    """Return last year's report of the same organ, as it was last frozen."""
    frozen = previous_frozen(report)
    return report_in(frozen) if frozen else None


def figurebook(report: AnnualReport, previous: Report | None = None) -> Figurebook:
    """Return every figure that the text of a report may refer to: cells, counts, last year's cells, the year."""
    kept = {row.cell: row.shown for row in report.cells.all()}
    return figurebook_of(report, kept, previous)


def figurebook_of(report: AnnualReport, kept: Mapping[str, Kept], previous: Report | None) -> Figurebook:
    """Return the same from cells that are at hand."""
    entries = [*_cells(edition_of(report), kept), *_counts(report.counts), *_last_year(previous)]
    entries.append(Entry("year", "报告年度", report.year, "year"))
    return Figurebook({entry.name: entry for entry in entries})


def report_value(
    report: AnnualReport, previous: Report | None = None, *, instead: Mapping[int, str] | None = None
) -> Report:
    """Return a working copy as the core's report, its text with the figures as they are now.

    Args:
        report: the working copy.
        previous: last year's report, for figures of last year in the text.
        instead: sources of sections as they are being written, in place of the saved ones.
    """
    form = edition_of(report)
    rows = report.cells.all()
    sources = {section.number: section.source for section in report.sections.all()} | dict(instead or {})
    book = figurebook(report, previous)
    return build_report(
        form,
        {row.cell: load_value(form.cell(row.cell), row.shown) for row in rows},
        organ=report.organ.name,
        year=report.year,
        sections={number: render(source, book) for number, source in sorted(sources.items())},
    )


def _cells(form: Edition, kept: Mapping[str, Kept]) -> Iterator[Entry]:
    for cell in form.cells[: form.statutory]:
        if cell.ref in kept:
            yield Entry(cell.ref, cell.label, load_value(cell, kept[cell.ref]), cell.table)


def _counts(counts: Mapping[str, Mapping[str, object]]) -> Iterator[Entry]:
    for name, row in counts.items():
        value = row["value"]
        shown = value if isinstance(value, int | str) else None
        yield Entry(name, str(row["label"]), shown, str(row["group"]))


def _last_year(previous: Report | None) -> Iterator[Entry]:
    if previous is None:
        return
    for figure in previous.figures():
        value = figure.value
        if value is not ABSENT and not isinstance(value, type(ABSENT)):
            yield Entry(f"previous:{figure.cell.ref}", f"上年度 {figure.cell.label}", value, "previous")
