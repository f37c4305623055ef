"""The organs and what their guides say."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.disclosure.queries.standing import organs_spoken_for
from gongkai.web.disclosure.search import SearchQuery, listed
from gongkai.web.organs.access import guarded, public_viewer
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.queries import heirs_of, organ_of, successions_of, visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.organs.tree import branches, organs_above
from gongkai.web.portal.columns import COLUMNS

NEWEST = 6


@guarded("list", "organ")
@public_page
@require_safe
def organs(request: Request) -> HttpResponse:
    """Show the tree."""
    tree = branches(visible_organs(public_viewer(request.now)))
    return render(request, "portal/organs.html", {"tree": tree})


@guarded("read", "organ", one=True)
@public_page
@require_safe
def organ(request: Request, ref: str) -> HttpResponse:
    """Show one organ: its guide's contact data, what it was called, what stands above and below it."""
    viewer = public_viewer(request.now)
    found = organ_of(viewer, ref)
    return render(
        request,
        "portal/organ.html",
        {
            "organ": found,
            "columns": COLUMNS.values(),
            "heirs": heirs_of(viewer, found) if found.abolished_on else [],
            "newest": listed(request.now, SearchQuery(organs=organs_spoken_for(found), newest=True), NEWEST),
            "above": reversed(organs_above(found)),
            "below": visible_organs(viewer).filter(parent=found),
            "successions": successions_of(found),
        },
    )
