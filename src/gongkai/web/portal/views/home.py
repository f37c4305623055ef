"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.organs.access import open_to_all


@open_to_all("the public first page")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the ways into the platform."""
    return render(request, "portal/home.html")
