"""``GET /api/v1/search``: what is published. Nothing is published through the platform yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongkai.web.api.answers import answer
from gongkai.web.organs.access import guarded
from gongkai.web.organs.requests import Request


@guarded("list", "disclosure_item")
@require_GET
def search(request: Request) -> HttpResponse:
    """Answer that nothing was found."""
    return answer({"total": 0, "items": []})
