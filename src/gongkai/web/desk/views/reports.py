"""The reports in reach; beginning one; the page of one report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.reports import BeginForm, NoteForm
from gongkai.web.desk.leftovers_shown import leftovers_shown
from gongkai.web.desk.report_page import findings_shown, page_of, powers
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.actions.compile_report import compile_report, counted_now
from gongkai.web.reporting.book import edition_of
from gongkai.web.reporting.changes import OPEN_STATES
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.judging import judge
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries import cells_of, report_of, sections_of, versions_of, visible_reports
from gongkai.web.reporting.values import keep_value

_STEPS = (ReportState.DRAFT, ReportState.IN_REVIEW, ReportState.PASSED, ReportState.SUBMITTED, ReportState.PUBLISHED)


@guarded("read", "report_draft")
@never_cache
@require_safe
def reports(request: Request) -> HttpResponse:
    """List the reports of the viewer's organs, the latest year first, and offer the year that is due."""
    organs = organs_open_to(request.viewer, "create", "report_draft")
    today = timezone.localdate(request.viewer.now)
    form = BeginForm(organs=organs, initial={"year": _year_due(today), "organ": organs.first()})
    rows = visible_reports(request.viewer)
    return render(request, "desk/reports/list.html", {"reports": rows, "form": form, "may_begin": organs.exists()})


@guarded("create", "report_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Compile a report for the first time, or open the one that is there."""
    organs = organs_open_to(request.viewer, "create", "report_draft")
    form = BeginForm(
        request.POST or None, organs=organs, initial={"year": _year_due(timezone.localdate(request.viewer.now))}
    )
    if request.method == "POST" and form.is_valid():
        try:
            report = compile_report(request.viewer, form.cleaned_data["organ"], form.cleaned_data["year"])
        except Refused:
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已由全年记录汇编。"))
            return redirect("desk:report", report.ref)
    return render(request, "desk/reports/begin.html", {"form": form}, status=422 if form.errors else 200)


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def report(request: Request, ref: str) -> HttpResponse:
    """Show a report: what to do next, the tables with every number openable, the text, the findings, the versions."""
    found = report_of(request.viewer, ref)
    rows = cells_of(request.viewer, found)
    judged = judge(found)
    return render(
        request,
        "desk/reports/report.html",
        {
            "report": found,
            "steps": _steps(found),
            "sections": list(page_of(found, judged, rows)),
            "texts": sections_of(request.viewer, found),
            "judged": judged,
            "findings": findings_shown(found, judged.settled.open),
            "answered": [(one, kept.reason, kept.who) for one, kept in judged.settled.accepted],
            "stated": [(row, edition_of(found).cell(cell)) for cell, row in rows.items() if row.is_stated],
            "changed": _changed(found, rows),
            "blanks": sum(row.shown is None for row in rows.values()),
            "leftovers": leftovers_shown(request.viewer, found),
            "versions": versions_of(request.viewer, found),
            "correct_form": NoteForm(initial={"version": found.version}),
            **powers(request.viewer, found),
        },
    )


def _year_due(today: date) -> int:
    """Return the year whose report is written now: last year's until autumn."""
    return today.year - 1 if today.month < 10 else today.year


def _steps(report: AnnualReport) -> list[dict[str, Any]]:
    states = [state.value for state in _STEPS]
    at = {"returned": "submitted", "accepted": "submitted"}.get(report.state, report.state)
    here = states.index(at)
    return [
        {"name": state.label, "state": "done" if index < here else "now" if index == here else ""}
        for index, state in enumerate(_STEPS)
    ]


def _changed(report: AnnualReport, rows: Any) -> int:  # noqa: ANN401 - cells by ref
    """Return how many cells the records say otherwise by now."""
    if report.state not in OPEN_STATES or report.scope != "own" or not rows:
        return 0
    now = counted_now(report, edition_of(report)).cells
    return sum(keep_value(figure.value) != rows[ref].counted for ref, figure in now.items() if ref in rows)
