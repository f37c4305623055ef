"""``GET /api/v1/search``: what is public and holds all the words, the best first."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gongkai.web.api.answers import answer
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.search import SearchQuery, find
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.queries import organ_of
from gongkai.web.organs.requests import Request

LARGEST = 100


@guarded("list", "disclosure_item")
@public_page
@require_GET
def search(request: Request) -> HttpResponse:
    """Answer one page of finds. `with=summary` adds 内容概述.

    What cannot be understood in the address is taken as not said.
    """
    found = find(request.now, _query(request), with_facets=False)
    more = request.GET.get("with", "").split(",")
    return answer({"total": found.total, "items": [_shown(request, hit.item, more) for hit in found.hits]})


def _query(request: Request) -> SearchQuery:
    said = request.GET
    organs = frozenset[int]()
    if said.get("organ"):
        try:
            organs = frozenset({organ_of(request.viewer, said["organ"]).pk})
        except Refused:
            organs = frozenset({0})
    return SearchQuery(
        said.get("q", ""),
        organs=organs,
        kinds=tuple(filter(None, [said.get("kind", "")])),
        category=said.get("category", ""),
        year=_number(said, "year", 0) or None,
        validity=said.get("validity", ""),
        page=max(1, _number(said, "page", 1)),
        size=min(LARGEST, max(1, _number(said, "size", 20))),
        near=False,
    )


def _number(said: QueryDict, name: str, default: int) -> int:
    text = said.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def _shown(request: Request, item: Item, more: Sequence[str]) -> dict[str, str]:
    further = {name: value for name, value in (("summary", item.summary),) if name in more}
    on = item.published_on or timezone.localdate(item.publish_at)
    return {
        "title": item.title,
        "url": request.build_absolute_uri(reverse("portal:item", args=[item.ref])),
        "organ": item.organ.name,
        "published_on": on.isoformat(),
        **further,
    }
