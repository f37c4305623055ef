"""The platform's addresses, and beside them the plainest views that Django can have over the same rows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from gongkai.web.disclosure.models import Item
from gongkai.web.project.urls import urlpatterns as platform
from tools.bench_portal_sql import bare_search

LIST = "<html><body>{% for row in rows %}<p><a href='/items/{{ row.ref }}/'>{{ row.title }}</a> {{ row.organ__name }} {{ row.published_on }}</p>{% endfor %}{{ total }}</body></html>"  # noqa: E501
ITEM = "<html><body><h1>{{ row.title }}</h1><p>{{ row.organ.name }} {{ row.document_number }} {{ row.published_on }}</p>{{ row.body|safe }}</body></html>"  # noqa: E501
COLUMNS = ("ref", "title", "organ__name", "published_on")
_MADE: dict[str, bytes] = {}


def bare_list(request: HttpRequest) -> HttpResponse:
    """Twenty rows and their number, in a template of one line."""
    page = int(request.GET.get("page", "1"))
    rows = Item.objects.filter(state="published").order_by("-publish_at")
    shown = rows.values(*COLUMNS)[(page - 1) * 20 : page * 20]
    return _page(LIST, {"rows": shown, "total": rows.count()})


def bare_item(request: HttpRequest, ref: str) -> HttpResponse:
    """One row with its body."""
    return _page(ITEM, {"row": Item.objects.select_related("organ").get(ref=ref, state="published")})


def bare_find(request: HttpRequest) -> HttpResponse:
    """What the index answers, in a template of one line."""
    total, numbers = bare_search(request.GET["q"])
    rows = Item.objects.filter(pk__in=numbers).values(*COLUMNS)
    return _page(LIST, {"rows": rows, "total": total})


def ready(request: HttpRequest, name: str) -> HttpResponse:
    """Bytes that were made before."""
    return HttpResponse(_MADE[name])


def keep(name: str, content: bytes) -> None:
    """Make a page ready."""
    _MADE[name] = content


def _page(template: str, context: dict[str, object]) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(template).render(context))


urlpatterns = [
    path("bare/list/", bare_list),
    path("bare/items/<str:ref>/", bare_item),
    path("bare/find/", bare_find),
    path("bare/ready/<str:name>/", ready),
    *platform,
]
