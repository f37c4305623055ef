"""One figure: what it means, the records behind it, stating another; and the figures that no record holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.errors import GongkaiError
from gongkai.form import Cell
from gongkai.law import cite
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.reports import CountForm, StateForm
from gongkai.web.desk.report_page import findings_shown, powers
from gongkai.web.desk.report_sources import linked
from gongkai.web.organs.access import Refused, guarded, may
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.registers.access import register_target
from gongkai.web.reporting.actions.state_cell import count_again, state_cell, state_count
from gongkai.web.reporting.book import edition_of, previous_report
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.judging import judge
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries import cells_of, report_of, source_names, sources_of
from gongkai.web.reporting.queries.in_force import InForce, in_force_chain
from gongkai.web.reporting.values import load_value


@guarded("read", "report_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cell(request: Request, ref: str, table: str, row: str, column: str) -> HttpResponse:
    """Show a figure with the records behind it; state another."""
    report = report_of(request.viewer, ref, "edit" if request.method == "POST" else "read")
    name = f"{table}/{row}/{column}"
    rows = cells_of(request.viewer, report)
    if name not in rows:
        raise Refused("read", "report_draft", ref)
    form = StateForm(request.POST or None, initial=_initial(report, rows[name]))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            state_cell(request.viewer, report, name, said["stated"], reason=said["reason"], version=said["version"])
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已改填，计得的数字和理由一并保留。"))
            return redirect(request.path)
    context = _context(request, report, name, rows[name], form)
    return render(request, "desk/reports/cell.html", context, status=422 if form.errors else 200)


@guarded("edit", "report_draft", one=True)
@require_POST
def restore(request: Request, ref: str, table: str, row: str, column: str) -> HttpResponse:
    """Go back to the counted number."""
    report = report_of(request.viewer, ref, "edit")
    version = request.POST.get("version", "")
    try:
        count_again(request.viewer, report, f"{table}/{row}/{column}", version=int(version or 0))
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("已恢复为计得的数字。"))
    return redirect("desk:report_cell", ref, table, row, column)


@guarded("edit", "report_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: Request, ref: str) -> HttpResponse:
    """List the figures beside the tables; add one that no record holds."""
    report = report_of(request.viewer, ref, "edit")
    form = CountForm(request.POST or None, initial={"version": report.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            state_count(
                request.viewer, report, said["label"], said["value"], basis=said["basis"], version=said["version"]
            )
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已登记，正文可以引用这个数字。"))
            return redirect("desk:report_figures", ref)
    rows = sorted(report.counts.values(), key=lambda row: row["group"] not in ("own", "registered"))
    context = {
        "report": report,
        "form": form,
        "some": [row for row in rows if row["value"]],
        "zeros": [row for row in rows if not row["value"]],
        **powers(request.viewer, report),
    }
    return render(request, "desk/reports/figures.html", context, status=422 if form.errors else 200)


def _initial(report: AnnualReport, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a cell's row
    return {
        "version": report.version,
        "stated": "" if row.shown is None else row.shown,
        "reason": row.reason if row.is_stated else "",
    }


def _chain(request: Request, report: AnnualReport, definition: Cell) -> InForce | None:
    """Return how documents in force came about, for the cells that speak of them."""
    is_chained = definition.column.id in ("in_force", "issued", "repealed") and definition.table == "disclosure"
    if not is_chained or report.scope != Scope.OWN:
        return None
    if not may(request.viewer, "read", register_target(report.organ_id)):
        return None
    return in_force_chain(request.viewer, report.organ, definition.row.id, [report.year])


def _context(request: Request, report: AnnualReport, name: str, row: Any, form: StateForm) -> dict[str, Any]:  # noqa: ANN401
    form_edition = edition_of(report)
    definition = form_edition.cell(name)
    last = previous_report(report)
    judged = judge(report)
    return {
        "report": report,
        "cell": definition,
        "table": form_edition.table(definition.table),
        "basis": form_edition.instrument if definition.row.basis.startswith("form") else cite(definition.row.basis).zh,
        "row": row,
        "shown": load_value(definition, row.shown),
        "counted": load_value(definition, row.counted),
        "last": last.value(name) if last and name in last.edition.index else None,
        "has_last": last is not None and name in last.edition.index,
        "relations": [r for r in form_edition.relations if r.table == definition.table and r.confirmed],
        "sources": linked(sources_of(request.viewer, report, source_names(row))),
        "findings": findings_shown(report, judged.at_cell(name)),
        "form": form,
        "chain": _chain(request, report, definition),
        **powers(request.viewer, report),
    }
