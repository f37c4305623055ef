"""The viewer's notifications, newest first."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.cases.actions.read_notices import mark_read
from gongkai.web.cases.queries import notifications_of
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.requests import Request


@open_to_all("each sees only their own notifications; the public is sent to sign in")
@never_cache
@require_safe
def inbox(request: Request) -> HttpResponse:
    """List what the viewer was told."""
    if request.viewer.account_id is None:
        return redirect("account_login")
    page = Paginator(notifications_of(request.viewer), 50).get_page(request.GET.get("page"))
    return render(request, "desk/cases/inbox.html", {"page": page})


@open_to_all("marks only the viewer's own notifications")
@require_POST
def all_read(request: Request) -> HttpResponse:
    """Mark everything as read."""
    if request.viewer.account_id is not None:
        mark_read(request.viewer)
    return redirect("desk:inbox")
