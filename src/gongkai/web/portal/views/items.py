"""One public item: its page, its files to see and to take away, its code to scan."""

from __future__ import annotations

import json
from io import BytesIO

import segno
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.web.disclosure.bodies import with_addresses
from gongkai.web.disclosure.models import ItemFile
from gongkai.web.disclosure.queries import public_file, public_files, public_item, tombstone_of
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.public_pages import changed_at, public_page
from gongkai.web.organs.requests import Request
from gongkai.web.portal.columns import column_of
from gongkai.web.portal.item_pages import described, item_context
from gongkai.web.portal.previews import preview_of
from gongkai.web.reporting.queries import publication_of_item

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@guarded("read", "disclosure_item", one=True)
@public_page
@require_safe
def item(request: Request, ref: str) -> HttpResponse:
    """Show an item with what the law wants said of it."""
    try:
        found = public_item(request.now, ref)
    except Refused:
        return gone(request, ref)
    body = with_addresses(found.body, lambda file: reverse("portal:item_picture", args=[ref, file]))
    address = request.build_absolute_uri(reverse("portal:item", args=[ref]))
    context = {
        **item_context(request.now, found),
        "body": body,
        "gist": found.text[:120],
        "files": list(public_files(found)),
        "column": column_of(found.kind),
        "address": address,
        "publication": publication_of_item(request.now, ref) if found.kind == "annual_report" else None,
        "described": json.dumps(described(found, address), ensure_ascii=False).replace("<", "\\u003c"),
    }
    return changed_at(render(request, "portal/info/item.html", context), found.updated_at)


@guarded("read", "disclosure_item", one=True)
@public_page
@require_safe
def code(request: Request, ref: str) -> HttpResponse:
    """Draw the address of an item as a code to scan."""
    try:
        found = public_item(request.now, ref)
    except Refused:
        return gone(request, ref)
    drawn = BytesIO()
    address = request.build_absolute_uri(reverse("portal:item", args=[found.ref]))
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=3, light="#ffffff", xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@guarded("read", "disclosure_item", one=True)
@require_safe
def item_file(request: Request, ref: str, file: str) -> HttpResponse:
    """Send a file to keep."""
    found = _file(request, ref, file)
    return gone(request, ref) if found is None else _sent(found, as_attachment=True)


@guarded("read", "disclosure_item", one=True)
@require_safe
def item_picture(request: Request, ref: str, file: str) -> HttpResponse:
    """Send a picture of the body or an attachment that is one; any other file goes to its preview."""
    found = _file(request, ref, file)
    if found is None:
        return gone(request, ref)
    if found.media_type not in PICTURES:
        return redirect("portal:item_preview", ref, file)
    return _sent(found, as_attachment=False)


@guarded("read", "disclosure_item", one=True)
@public_page
@require_safe
def item_preview(request: Request, ref: str, file: str) -> HttpResponse:
    """Show what a file says, without a program for it."""
    found = _file(request, ref, file)
    if found is None:
        return gone(request, ref)
    context = {"item": found.item, "file": found, "preview": preview_of(found), "column": column_of(found.item.kind)}
    return render(request, "portal/info/preview.html", {**context, "is_picture": found.media_type in PICTURES})


def gone(request: Request, ref: str) -> HttpResponse:
    """Say that there is nothing, or that something was withdrawn and why: never what it was."""
    tombstone = tombstone_of(ref)
    context = {"tombstone": tombstone}
    return render(request, "portal/info/gone.html", context, status=410 if tombstone else 404)


def _file(request: Request, ref: str, file: str) -> ItemFile | None:
    try:
        found = public_file(request.now, file)
    except Refused:
        return None
    return found if found.item.ref == ref else None


def _sent(file: ItemFile, *, as_attachment: bool) -> HttpResponse:
    answer = HttpResponse(bytes(file.content), content_type=file.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.headers["ETag"] = f'"{file.digest}"'
    return answer
