"""What an application is, how long it takes, what it costs, and what one can do against the answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai import law
from gongkai.clocks import deadline, explain
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.queries import visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.organs.tree import branches
from gongkai.web.portal.days import day_of


@open_to_all("the guide to applying is for everybody")
@require_safe
def guide(request: Request) -> HttpResponse:
    """Show the guide; with an organ chosen, lead to its form."""
    chosen = request.GET.get("organ", "")
    rows = visible_organs(request.viewer)
    if chosen and rows.filter(ref=chosen).exists():
        return redirect("portal:apply", chosen)
    today = day_of(request)
    context = {
        "tree": branches(rows),
        "clock": explain(deadline("reply", today), today),
        "article": law.cite("oir#29"),
        "extension": law.value("answer_extension", on=today).count,
        "reconsideration": law.value("reconsideration_application", on=today).count,
        "suit": law.value("suit_direct", on=today).count,
    }
    return render(request, "portal/apply/guide.html", context)
