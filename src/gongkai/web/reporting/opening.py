"""The text of a report of a whole area, to begin with."""

from __future__ import annotations

from gongkai.web.reporting.book import edition_of, figurebook, previous_report
from gongkai.web.reporting.models import AnnualReport, ReportSection
from gongkai.web.reporting.proposal import propose_section, script


def open_sections(report: AnnualReport) -> None:
    """Propose the sections of text from the sums; each must be opened and confirmed by a person."""
    form, book = edition_of(report), figurebook(report, previous_report(report))
    ReportSection.objects.bulk_create(
        ReportSection(report=report, number=number, source=propose_section(number, book, form), is_proposed=True)
        for number in script()
        if number in form.sections
    )
