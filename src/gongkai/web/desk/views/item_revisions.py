"""The revisions of an item, and what changed between two of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.desk.item_words import FIELDS
from gongkai.web.disclosure.queries import compare_revisions, item_of, revisions_of
from gongkai.web.organs.access import guarded
from gongkai.web.organs.requests import Request


@guarded("read", "disclosure_draft", one=True)
@never_cache
@require_safe
def revisions(request: Request, ref: str) -> HttpResponse:
    """List the revisions and compare two: the last two where none were chosen."""
    item = item_of(request.viewer, ref)
    rows = list(revisions_of(request.viewer, item))
    numbers = [row.number for row in rows]
    later = _number(request.GET.get("later"), numbers, 0)
    earlier = _number(request.GET.get("earlier"), numbers, 1)
    found = compare_revisions(request.viewer, item, earlier, later) if len(numbers) > 1 else []
    context = {
        "item": item,
        "revisions": rows,
        "earlier": earlier,
        "later": later,
        "changes": [{"name": FIELDS.get(one.name, one.name), "changes": one.changes} for one in found],
    }
    return render(request, "desk/items/revisions.html", context)


def _number(said: str | None, numbers: list[int], default: int) -> int:
    if said and said.isdigit() and int(said) in numbers:
        return int(said)
    return numbers[min(default, len(numbers) - 1)] if numbers else 0
