"""A roll-up: make it, look at what it is made of, and open a number down to the organs and their records."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.rollup_shown import bars, rollup_tables, source_words
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.queries import organ_of
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.judging_upward import report_of_version
from gongkai.web.reporting.queries.rolled import CellShown, behind, rolled_cell, rollup_of, version_below


@guarded("create", "report_draft")
@require_POST
def make(request: Request) -> HttpResponse:
    """Make or renew the roll-up of an organ and year."""
    organ, year = organ_of(request.viewer, request.POST.get("to", "")), request.POST.get("year", "")
    try:
        number = int(year) if year.isascii() and year.isdigit() else 0
        report = roll_up(request.viewer, organ, number, includes_waiting="waiting" in request.POST)
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        messages.error(request, error.message)
        return redirect("desk:collect")
    messages.success(request, _("已汇总。请核对下面列出的版本和缺报机关。"))
    return redirect("desk:rollup", report.ref)


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def rollup(request: Request, ref: str) -> HttpResponse:
    """Show the sums beside the own figures, and what they are made of."""
    rolled = rollup_of(request.viewer, ref)
    lacking: dict[str, int] = {}
    for lack in rolled.run.lacks:
        lacking[lack["cell"]] = lacking.get(lack["cell"], 0) + 1
    context = {"rolled": rolled, "report": rolled.report, "tables": rollup_tables(rolled), "lacking": lacking}
    return render(request, "desk/upward/rollup.html", context)


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def cell(request: Request, ref: str, table: str, row: str, column: str) -> HttpResponse:
    """Take one sum apart."""
    rolled = rollup_of(request.viewer, ref)
    shown = _cell(request, ref, f"{table}/{row}/{column}")
    context = {"rolled": rolled, "report": rolled.report, "shown": shown, "bars": bars(shown, ref)}
    return render(request, "desk/upward/cell.html", context)


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def source(request: Request, ref: str, frozen: str, table: str, row: str, column: str) -> HttpResponse:
    """Show one organ's number and the records behind it that the viewer may see."""
    found = version_below(request.viewer, ref, frozen)
    shown = _cell(request, ref, f"{table}/{row}/{column}")
    part = next((one for one in shown.parts if one.frozen.pk == found.pk), None)
    refs = part.refs if part else (shown.cell,)
    records = behind(request.viewer, found, refs)
    report = report_of_version(found)
    context = {
        "report": rollup_of(request.viewer, ref).report,
        "shown": shown,
        "frozen": found,
        "figures": [(report.edition.cell(name).label, report.value(name)) for name in refs],
        "records": records,
        "kinds": source_words(records.kinds),
    }
    return render(request, "desk/upward/source.html", context)


def _cell(request: Request, ref: str, name: str) -> CellShown:
    try:
        return rolled_cell(request.viewer, ref, name)
    except Refused:
        raise
    except GongkaiError:
        raise Refused("read", "report_draft", ref) from None
