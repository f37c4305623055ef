"""The board of a superior: who handed in, who is missing; accept and remind many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.board_shown import FILTERS, stretches, tabs, tiles
from gongkai.web.organs.access import Refused, guarded, may
from gongkai.web.organs.models import Organ
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.access import new_report_target
from gongkai.web.reporting.actions import remind as reminding
from gongkai.web.reporting.actions.judge_submission import accept_reports
from gongkai.web.reporting.actions.prepare_area import ask_area
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.due_days import due_of, year_in_season
from gongkai.web.reporting.queries.area import area_of
from gongkai.web.reporting.queries.rolled import rollups_of
from gongkai.web.reporting.queries.upward import board, collecting_organs, entering, organ_below, submission_of


@guarded("list", "report_submitted")
@never_cache
@require_safe
def collect(request: Request) -> HttpResponse:
    """Show the board of one superior and year; to htmx only how far its drafts are."""
    organs = list(collecting_organs(request.viewer))
    to = next((organ for organ in organs if organ.ref == request.GET.get("to")), _first(request, organs))
    if to is None:
        return render(request, "desk/upward/nothing.html")
    today = timezone.localdate(request.now)
    year = _year(request.GET.get("year", ""), year_in_season(today))
    area = area_of(request.viewer, to, year)
    if request.headers.get("HX-Request"):  # the progress of the drafts asks for itself only
        return render(request, "desk/upward/drafts.html", {"area": area, "to": to, "year": year})
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in FILTERS else ""
    shown = board(request.viewer, to, year)
    drawn = tiles(shown, chosen, today)
    dues = {place.due.on: place.due for place in shown.places}
    context = {
        "board": shown,
        "organs": organs,
        "years": range(year_in_season(today) + 1, year_in_season(today) - 5, -1),
        "chosen": chosen,
        "tiles": drawn,
        "may_act": any(tile.may_choose for tile in drawn),
        "tabs": tabs(shown, chosen),
        "stretches": stretches(shown),
        "dues": [(due, (due.on - today).days) for _day, due in sorted(dues.items())],
        "own_due": due_of(to.kind, to.level, year),
        "entering": entering(request.viewer, to, year),
        "rollup": rollups_of(request.viewer, to, year),
        "area": area,
        "may_roll_up": may(request.viewer, "create", new_report_target(to, Scope.ROLLUP)),
    }
    return render(request, "desk/upward/board.html", context)


@guarded("prepare", "report_draft")
@require_POST
def prepare(request: Request) -> HttpResponse:
    """Have the drafts of an area prepared."""
    organ = collecting_organs(request.viewer).filter(ref=request.POST.get("to", "")).first()
    if organ is None:
        raise Refused("prepare", "report_draft", request.POST.get("to", ""))
    try:
        ask_area(request.viewer, organ, _year(request.POST.get("year", ""), 0))
    except Refused:
        raise
    except GongkaiError as error:
        messages.error(request, error.message)
    return _back(request)


@guarded("approve", "report_submitted")
@require_POST
def accept(request: Request) -> HttpResponse:
    """Accept what was ticked; what has errors is left unless a reason is given."""
    chosen = [submission_of(request.viewer, ref, "approve") for ref in request.POST.getlist("submission")]
    if not chosen:
        messages.error(request, _("没有勾选待审核的报告。"))
        return _back(request)
    result = accept_reports(request.viewer, chosen, reason=request.POST.get("reason", ""))
    if result.done:
        messages.success(request, _("已接收%(count)d份报告。") % {"count": len(result.done)})
    for submission, why in result.left:
        messages.error(request, _("%(organ)s未接收：%(why)s") % {"organ": submission.organ.name, "why": why})
    return _back(request)


@guarded("approve", "report_submitted")
@require_POST
def remind(request: Request) -> HttpResponse:
    """Remind the organs that were ticked, or all that are missing."""
    year = _year(request.POST.get("year", ""), year_in_season(timezone.localdate(request.now)))
    organs = [organ_below(request.viewer, ref, "approve") for ref in request.POST.getlist("organ")]
    try:
        made = reminding.remind(request.viewer, organs, year)
    except Refused:
        raise
    except GongkaiError as error:
        messages.error(request, error.message)
        return _back(request)
    people = sum(reminder.people for reminder in made)
    said = {"organs": len(made), "people": people}
    messages.success(request, _("已提醒%(organs)d个机关，共%(people)d人。") % said)
    return _back(request)


def _first(request: Request, organs: list[Organ]) -> Organ | None:
    """Return the viewer's own organ before those below it."""
    own = {holding.organ_id for holding in request.viewer.holdings}
    return next((organ for organ in organs if organ.pk in own), organs[0] if organs else None)


def _year(said: str, otherwise: int) -> int:
    return int(said) if said.isascii() and said.isdigit() and 2000 <= int(said) <= 2200 else otherwise


def _back(request: Request) -> HttpResponse:
    kept = request.POST
    return redirect(
        f"{reverse('desk:collect')}?to={kept.get('to', '')}&year={kept.get('year', '')}&state={kept.get('state', '')}"
        if all(part.replace("-", "").isalnum() or not part for part in (kept.get("to", ""), kept.get("year", "")))
        else reverse("desk:collect")
    )
