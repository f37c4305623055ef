"""The journal as far as the viewer may read it, its verification, and a checkpoint to keep elsewhere."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.web.desk.words import ACTIONS
from gongkai.web.journal.queries import checkpoint_text, head_of_chain, journal_faults
from gongkai.web.organs.access import guarded
from gongkai.web.organs.queries import visible_entries
from gongkai.web.organs.requests import Request

_SHOWN = 50


@guarded("list", "journal")
@require_safe
def journal(request: Request) -> HttpResponse:
    """List entries, narrowed by action, person or object."""
    narrow = {name: request.GET.get(name, "").strip() for name in ("action", "actor", "object")}
    rows = visible_entries(request.viewer)
    if narrow["action"]:
        rows = rows.filter(action=narrow["action"])
    if narrow["actor"]:
        rows = rows.filter(actor_name=narrow["actor"])
    if narrow["object"]:
        rows = rows.filter(object_ref=narrow["object"])
    page = Paginator(rows, _SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "narrow": narrow,
        "narrowed": f"{urlencode(narrow)}&" if any(narrow.values()) else "",
        "actions": [(name, gettext(word)) for name, word in ACTIONS.items()],
    }
    return render(request, "desk/journal.html", context)


@guarded("verify", "journal")
@require_http_methods(["GET", "HEAD"])
def verify(request: Request) -> HttpResponse:
    """Verify the whole journal."""
    faults = list(journal_faults(request.now))
    return render(request, "desk/journal_verified.html", {"faults": faults, "head": head_of_chain()})


@guarded("export", "journal")
@require_safe
def checkpoint(request: Request) -> HttpResponse:
    """Download the present head, to be kept outside."""
    response = HttpResponse(checkpoint_text(request.now), content_type="application/jsonl")
    response.headers["Content-Disposition"] = 'attachment; filename="journal-checkpoint.jsonl"'
    return response
