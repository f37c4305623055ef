"""An area at a glance, for the superior: what was handed up, organ beside organ, and how long they took to answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.review.charts import Bar, bars
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.comparing import Side, grid, outcome_chart, outcome_heads, outcomes
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.due_days import year_in_season
from gongkai.web.reporting.queries.compared import handed_up
from gongkai.web.reporting.queries.times import AnswerTimes, answer_times
from gongkai.web.reporting.queries.upward import collecting_organs


@guarded("list", "report_submitted")
@never_cache
@require_safe
def area(request: Request) -> HttpResponse:
    """Show the organs below the viewer's, from what they handed up."""
    organs = collecting_organs(request.viewer)
    to = (organs.filter(ref=request.GET["to"]) if "to" in request.GET else organs).first()
    if to is None:
        if "to" in request.GET:
            raise Refused("list", "report_submitted", request.GET["to"])
        return render(request, "desk/upward/nothing.html")
    season = year_in_season(timezone.localdate(request.now))
    said = request.GET.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and 2000 <= int(said) <= season + 1 else season
    found = handed_up(request.viewer, to, year)
    sides = [
        Side(organ.name, report_in(frozen), _address(frozen.submissions.first()))
        if frozen
        else Side(organ.name, why=why)
        for organ, frozen, why in found
    ]
    times = answer_times(request.viewer, to, [organ for organ, _frozen, _why in found], year)
    rows = outcomes(sides)
    context = {
        "to": to,
        "organs": organs,
        "year": year,
        "years": range(season, season - 6, -1),
        "sides": sides,
        "missing": [side.label for side in sides if side.report is None],
        "side_head": _("机关"),
        "grid": grid(sides) if sides else [],
        "outcome_rows": rows,
        "outcome_heads": outcome_heads(),
        "outcome_figure": outcome_chart(_("办理结果结构"), rows),
        "times": times,
        "times_figure": bars(_("答复用时中位数（工作日）"), [_bar(one) for one in times]),
    }
    return render(request, "desk/upward/area.html", context)


def _address(submission: object) -> str:
    ref = getattr(submission, "ref", "")
    return reverse("desk:submission", args=[ref]) if ref else ""


def _bar(one: AnswerTimes) -> Bar:
    if one.median is None:
        return Bar(one.organ.name, (), f"— {_('平台上没有已答复的申请')}")
    return Bar(one.organ.name, (("figure", int(one.median * 2)),), _("%(days)s 天") % {"days": f"{one.median:g}"})
