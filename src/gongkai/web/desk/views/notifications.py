"""The viewer's notifications, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.cases.queries import notifications_of
from gongkai.web.organs.access import guarded
from gongkai.web.organs.requests import Request


@guarded("list", "request_case")
@never_cache
@require_safe
def inbox(request: Request) -> HttpResponse:
    """List what the viewer was told."""
    page = Paginator(notifications_of(request.viewer), 50).get_page(request.GET.get("page"))
    return render(request, "desk/cases/inbox.html", {"page": page})
