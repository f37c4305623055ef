"""Published reports beside each other: an organ over years, organs in a year, a whole area at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.report import Report
from gongkai.web.organs.access import guarded, public_viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organ_of, visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.comparing import Side, grid, outcome_chart, outcome_heads, outcomes
from gongkai.web.reporting.queries.compared import compared_years, over_years, side_by_side

MOST_BESIDE: Final = 12
MOST_BELOW: Final = 200


@guarded("list", "report_published")
@require_safe
def years(request: Request, ref: str) -> HttpResponse:
    """Show an organ's published reports over the years."""
    organ = organ_of(public_viewer(request.now), ref)
    sides = [_side(str(year), organ, year, report) for year, report in over_years(request.now, organ)]
    context = {"organ": organ, "title": _("历年对比"), **_shown(sides, _("年度"))}
    return render(request, "portal/reports/years.html", context)


@guarded("list", "report_published")
@require_safe
def beside(request: Request) -> HttpResponse:
    """Show chosen organs side by side for a year."""
    everybody = visible_organs(public_viewer(request.now))
    chosen = list(everybody.filter(ref__in=request.GET.getlist("organ")[:MOST_BESIDE]))
    context = _in_a_year(request, chosen)
    word = request.GET.get("word", "").strip()
    found = everybody.filter(name__icontains=word).exclude(pk__in=[one.pk for one in chosen])[:20] if word else []
    context |= {"chosen": chosen, "found": found, "word": word, "most": MOST_BESIDE}
    return render(request, "portal/reports/beside.html", context)


@guarded("list", "report_published")
@require_safe
def overview(request: Request, ref: str) -> HttpResponse:
    """Show the organs directly below an organ, and itself, at a glance; those that published nothing by name."""
    viewer = public_viewer(request.now)
    organ = organ_of(viewer, ref)
    below = list(visible_organs(viewer).filter(parent=organ).order_by("ref")[:MOST_BELOW])
    context = _in_a_year(request, [organ, *below])
    context |= {"organ": organ, "missing": [side.label for side in context["sides"] if side.report is None]}
    return render(request, "portal/reports/overview.html", context)


def _in_a_year(request: Request, organs: Sequence[Organ]) -> dict[str, Any]:
    known = compared_years(request.now, organs)
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and int(said) in known else (known[0] if known else None)
    pairs = side_by_side(request.now, organs, year) if year else []
    sides = [_side(one.name, one, year, report) for one, report in pairs if year]
    return {"year": year, "years": known, **_shown(sides, _("机关"))}


def _side(label: str, organ: Organ, year: int, report: Report | None) -> Side:
    if report is None:
        return Side(label, why=_("没有发布"))
    address = reverse("portal:report", args=[organ.ref, year])
    return Side(label, report, address, f"{address}cells/")


def _shown(sides: Sequence[Side], head: str) -> dict[str, Any]:
    rows = outcomes(sides)
    return {
        "sides": sides,
        "side_head": head,
        "grid": grid(sides) if sides else [],
        "outcome_rows": rows,
        "outcome_heads": outcome_heads(),
        "outcome_figure": outcome_chart(_("办理结果结构"), rows),
    }
