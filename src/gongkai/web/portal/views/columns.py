"""The fixed columns, of one organ or of all: lists of what is public, narrowed and in pages."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.search import find
from gongkai.web.organs.access import guarded, public_viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.queries import heirs_of, organ_of, visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.organs.tree import organs_below
from gongkai.web.portal.columns import COLUMNS, Column
from gongkai.web.portal.facets import groups_of
from gongkai.web.portal.lists import list_context
from gongkai.web.portal.reading import Asked, read_asked

OF_EACH_ORGAN: Final = ("guide", "institutions")
MOST_OFFICES: Final = 300


@guarded("list", "disclosure_item")
@public_page
@require_safe
def column(request: Request, column: str) -> HttpResponse:
    """Show a column across all organs."""
    return _list(request, _column(column), read_asked(request.viewer, request.GET))


@guarded("read", "organ", one=True)
@public_page
@require_safe
def organ_column(request: Request, ref: str, column: str) -> HttpResponse:
    """Show a column of one organ; one that was merged into another leads there."""
    viewer = public_viewer(request.now)
    organ, chosen = organ_of(viewer, ref), _column(column)
    heirs = heirs_of(viewer, organ) if organ.abolished_on else []
    if len(heirs) == 1:
        where = reverse("portal:organ_column", args=[heirs[0].ref, column])
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{where}?{query}" if query else where, permanent=True)
    return _list(request, chosen, read_asked(viewer, request.GET, organ), organ)


def _column(name: str) -> Column:
    if name not in COLUMNS:
        raise Http404
    return COLUMNS[name]


def _list(request: Request, chosen: Column, asked: Asked, organ: Organ | None = None) -> HttpResponse:
    found = find(request.now, asked.query(chosen.kinds))
    leave_out = ("organ",) if organ and not asked.below else ()
    context = {
        **list_context(asked, found),
        "column": chosen,
        "columns": COLUMNS.values(),
        "organ": organ,
        "has_below": organ is not None and bool(organs_below(organ.pk)),
        "heirs": heirs_of(request.viewer, organ) if organ and organ.abolished_on else [],
        "offices": [] if organ or asked.words else _offices(request, chosen),
        "category": categories().get(asked.category),
        "groups": groups_of(request.viewer, asked, found, leave_out, chosen.kinds),
    }
    return render(request, "portal/info/column.html", context)


def _offices(request: Request, chosen: Column) -> list[Organ]:
    """Return the organs whose own page stands behind a column across all: each has one guide, one set of rules."""
    if chosen.id not in OF_EACH_ORGAN:
        return []
    return list(visible_organs(public_viewer(request.now)).filter(contact__isnull=False)[:MOST_OFFICES])
