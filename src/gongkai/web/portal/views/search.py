"""Search in everything public, and suggestions while one types."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.disclosure.search import find, suggest
from gongkai.web.organs.access import guarded
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.requests import Request
from gongkai.web.portal.facets import groups_of
from gongkai.web.portal.lists import list_context
from gongkai.web.portal.reading import read_asked


@guarded("list", "disclosure_item")
@public_page
@require_safe
def search(request: Request) -> HttpResponse:
    """Show what was found, or everything where nothing was asked for."""
    asked = read_asked(request.viewer, request.GET)
    found = find(request.now, asked.query())
    context = {**list_context(asked, found), "groups": groups_of(request.viewer, asked, found)}
    return render(request, "portal/info/search.html", context)


@guarded("list", "disclosure_item")
@public_page
@require_safe
def suggestions(request: Request) -> HttpResponse:
    """Answer titles that hold what was typed so far."""
    asked = read_asked(request.viewer, request.GET)
    organs = asked.query().organs
    return JsonResponse(
        {"titles": suggest(request.now, asked.words, organs)}, json_dumps_params={"ensure_ascii": False}
    )
