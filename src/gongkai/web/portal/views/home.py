"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.requests import Request


@open_to_all("the public first page")
@require_safe
def home(request: Request) -> HttpResponse:
    """Show the ways into the platform."""
    return render(request, "portal/home.html")
