"""What is public for programs that follow it: Atom, a table of a list, the map of the site, the rules for crawlers."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import public_items
from gongkai.web.disclosure.search import listed
from gongkai.web.organs.access import guarded, open_to_all
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.queries import visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.portal.columns import COLUMNS
from gongkai.web.portal.item_pages import all_facts
from gongkai.web.portal.reading import Asked, read_asked
from gongkai.write.csv import guard

ENTRIES = 50
ROWS = 5000
ADDRESSES = 10_000
WITHIN = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
"""Where a program that parts columns by something else would begin a cell with a formula."""


@guarded("list", "disclosure_item")
@public_page
@require_safe
def feed(request: Request) -> HttpResponse:
    """Answer the newest items of a list as Atom."""
    asked = read_asked(request.viewer, request.GET)
    here = request.build_absolute_uri()
    atom = Atom1Feed(
        title=_feed_title(asked),
        link=request.build_absolute_uri(reverse("portal:search") + "?" + asked.address()),
        description=_("政府信息公开"),
        language="zh-CN",
        feed_url=here,
        feed_guid=here,
    )
    for item in _items(request, asked, ENTRIES):
        address = request.build_absolute_uri(reverse("portal:item", args=[item.ref]))
        atom.add_item(
            title=item.title,
            link=address,
            unique_id=address,
            description=item.summary or item.text[:200],
            author_name=item.organ.name,
            pubdate=item.publish_at,
            updateddate=item.updated_at,
            categories=tuple(filter(None, [item.category])),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@guarded("export", "disclosure_item")
@require_safe
def table(request: Request) -> HttpResponse:
    """Answer a list as a table to keep."""
    sheet = StringIO()
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    for number, item in enumerate(_items(request, read_asked(request.viewer, request.GET), ROWS)):
        address = request.build_absolute_uri(reverse("portal:item", args=[item.ref]))
        row = [(_("标题"), item.title), *all_facts(item), (_("网址"), address)]
        if number == 0:
            writer.writerow([name for name, _value in row])
        writer.writerow([_harmless(value) for _name, value in row])
    answer = HttpResponse("\ufeff" + sheet.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="items.csv"'
    return answer


@guarded("list", "disclosure_item")
@public_page
@require_safe
def sitemap(request: Request) -> HttpResponse:
    """Answer where the parts of the map are."""
    parts = max(1, -(-public_items(request.now).count() // ADDRESSES))
    addresses = [request.build_absolute_uri(reverse("portal:sitemap_part", args=[n + 1])) for n in range(parts)]
    return render(request, "portal/info/sitemap.xml", {"parts": addresses}, content_type="application/xml")


@guarded("list", "disclosure_item")
@public_page
@require_safe
def sitemap_part(request: Request, part: int) -> HttpResponse:
    """Answer one part of the map: addresses of public items, and in the first part those of the lists."""
    rows = public_items(request.now).order_by("pk").values_list("ref", "updated_at")
    chosen = rows[(part - 1) * ADDRESSES : part * ADDRESSES] if part > 0 else rows.none()
    pages = [(request.build_absolute_uri(reverse("portal:item", args=[ref])), at) for ref, at in chosen]
    lists = [reverse("portal:home"), reverse("portal:organs"), reverse("portal:guide")]
    lists += [reverse("portal:column", args=[name]) for name in COLUMNS]
    lists += [reverse("portal:organ", args=[organ.ref]) for organ in visible_organs(request.viewer)]
    context = {"pages": pages, "lists": [request.build_absolute_uri(one) for one in lists] if part == 1 else []}
    return render(request, "portal/info/sitemap_part.xml", context, content_type="application/xml")


@open_to_all("tells crawlers what not to visit, and where the map is")
@require_safe
def robots(request: Request) -> HttpResponse:
    """Answer the rules for crawlers."""
    closed = ("/desk/", "/accounts/", "/status/", "/subscribe/", "/export/", "/search/suggestions/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines.append("Sitemap: " + request.build_absolute_uri(reverse("portal:sitemap")))
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _items(request: Request, asked: Asked, most: int) -> list[Item]:
    column = COLUMNS.get(request.GET.get("column", ""))
    query = replace(asked.query(column.kinds if column else ()), newest=True, near=False)
    return listed(request.now, query, most, with_text=True)


def _feed_title(asked: Asked) -> str:
    named = [asked.organ.name if asked.organ else "", asked.words]
    return " · ".join([*(one for one in named if one), _("政府信息公开")])


def _harmless(value: str) -> str:
    return guard(WITHIN.sub(r"\1'", value))
