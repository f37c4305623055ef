"""What an application is, how long it takes, what it costs, and what one can do against the answer."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai import law
from gongkai.clocks import deadline, explain
from gongkai.web.cases.queries import receiving_organs
from gongkai.web.disclosure.search import SearchQuery, find
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.queries import visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.organs.tree import branches
from gongkai.web.portal.days import day_of
from gongkai.web.portal.reading import LONGEST, read_asked


@open_to_all("the guide to applying is for everybody")
@require_safe
def guide(request: Request) -> HttpResponse:
    """Show the guide; with an organ chosen, lead to its form."""
    chosen, asked = request.GET.get("organ", ""), read_asked(request.viewer, request.GET)
    about = request.GET.get("about", "").strip()[:LONGEST].replace("\x00", "")
    rows = receiving_organs(visible_organs(request.viewer))
    if chosen and asked.organ and rows.filter(ref=chosen).exists():
        where = reverse("portal:apply", args=[chosen])
        return redirect(f"{where}?{urlencode({'about': about})}" if about else where)
    today = day_of(request)
    context = {
        "about": about,
        "found": find(request.now, SearchQuery(about, size=5), with_facets=False) if about else None,
        "tree": branches(rows),
        "clock": explain(deadline("reply", today), today),
        "article": law.cite("oir#29"),
        "extension": law.value("answer_extension", on=today).count,
        "reconsideration": law.value("reconsideration_application", on=today).count,
        "suit": law.value("suit_direct", on=today).count,
    }
    return render(request, "portal/apply/guide.html", context)
