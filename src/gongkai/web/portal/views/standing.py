"""An organ's guide, institutions and catalogue, and the drafts that are open for comment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.disclosure.actions.ask_comments import give_opinion
from gongkai.web.disclosure.catalogue import catalogue_of
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.guide import sections_of
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import public_items
from gongkai.web.disclosure.queries.special import (
    Comment,
    comment_of,
    guide_of,
    open_drafts,
    published_guide,
    rules_of,
    standard_entries,
)
from gongkai.web.disclosure.search import find
from gongkai.web.organs.access import Refused, guarded, public_viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.queries import heirs_of, organ_of
from gongkai.web.organs.requests import Request
from gongkai.web.portal.columns import COLUMNS
from gongkai.web.portal.faults import show_fault
from gongkai.web.portal.forms.opinion import OpinionForm
from gongkai.web.portal.lists import column_items, list_context
from gongkai.web.portal.reading import read_asked

CATALOGUE_PAGE: Final = 50


def _page(column: str, template: str, shown: Callable[[Request, Organ], dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Return the page of one of an organ's columns; an organ merged into another leads to that one's."""

    @guarded("read", "organ", one=True)
    @public_page
    @require_safe
    def page(request: Request, ref: str) -> HttpResponse:
        viewer = public_viewer(request.now)
        organ = organ_of(viewer, ref)
        heirs = heirs_of(viewer, organ) if organ.abolished_on else []
        if len(heirs) == 1 and request.resolver_match is not None:
            return redirect(request.resolver_match.view_name, heirs[0].ref, permanent=True)
        frame = {"organ": organ, "column": COLUMNS.get(column), "columns": COLUMNS.values()}
        return render(request, template, {**frame, **shown(request, organ)})

    return page


def _guide(request: Request, organ: Organ) -> dict[str, Any]:
    """Return an organ's guide as it is now, and what was published of it."""
    return {
        "sections": sections_of(organ, guide_of(organ), timezone.localdate(request.now)),
        "issued": published_guide(request.now, organ),
        "items": column_items(request.now, organ, "guide"),
    }


def _institutions(request: Request, organ: Organ) -> dict[str, Any]:
    """Return the rules that an organ gave itself, and which of those asked of it are not there."""
    return {"rules": rules_of(request.now, organ)}


def _catalogue(request: Request, organ: Organ) -> dict[str, Any]:
    """Return what stands in each statutory category, and each item as Article 12 lists it."""
    asked = read_asked(request.viewer, request.GET, organ)
    query = replace(asked.query(COLUMNS["content"].kinds), words="", newest=True, size=CATALOGUE_PAGE)
    return {
        **list_context(asked, find(request.now, query, with_facets=False)),
        "lines": catalogue_of(organ, request.now),
        "category": categories().get(asked.category),
        "standards": standard_entries(organ),
    }


organ_guide = _page("guide", "portal/standing/guide.html", _guide)
organ_institutions = _page("institutions", "portal/standing/institutions.html", _institutions)
organ_catalogue = _page("catalogue", "portal/standing/catalogue.html", _catalogue)


@guarded("list", "disclosure_item")
@public_page
@require_safe
def drafts(request: Request) -> HttpResponse:
    """List the drafts that are open for comment, and those that were."""
    running = list(open_drafts(request.now))
    rest = public_items(request.now).filter(kind=ItemKind.COMMENT_DRAFT).exclude(pk__in=[one.pk for one in running])
    over = rest.select_related("organ", "comment_period__feedback").order_by("-publish_at")[:50]
    rows = [(item, comment_of(request.now, item)) for item in over]
    return render(request, "portal/standing/drafts.html", {"running": running, "over": rows, "now": request.now})


@guarded("create", "opinion", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: Request, ref: str) -> HttpResponse:
    """Say something about a draft, without an account."""
    item, comment = _draft(request, ref)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = give_opinion(public_viewer(request.now), item, said["text"], form.speaker(), key=said["key"])
        except Refused:
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            request.session["gongkai-opinion"] = [ref, row.serial]
            return redirect("portal:opinion_taken", ref)
    context = {"item": item, "comment": comment, "form": form}
    return render(request, "portal/standing/opinion.html", context, status=422 if form.errors else 200)


@guarded("create", "opinion", one=True)
@never_cache
@require_safe
def opinion_taken(request: Request, ref: str) -> HttpResponse:
    """Say that an opinion was taken in, with its number, to the browser that sent it."""
    item, comment = _draft(request, ref)
    where, serial = request.session.get("gongkai-opinion", ("", 0))
    context = {"item": item, "comment": comment, "serial": serial if where == ref else 0}
    return render(request, "portal/standing/taken.html", context)


def _draft(request: Request, ref: str) -> tuple[Item, Comment]:
    """Return a public draft for comment; anything else seems not to exist."""
    item = public_items(request.now).filter(ref=ref).select_related("organ").first()
    comment = comment_of(request.now, item) if item else None
    if item is None or comment is None:
        raise Refused("create", "opinion", ref)
    return item, comment
