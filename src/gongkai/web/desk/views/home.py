"""The desk's first page: what waits for me."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from gongkai.web.cases.queries import notifications_of
from gongkai.web.desk.tasks import task_groups
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.queries import own_posts
from gongkai.web.organs.requests import Request


@open_to_all("each sees only their own tasks; the public is sent to sign in")
@require_safe
def home(request: Request) -> HttpResponse:
    """Show the viewer's tasks."""
    viewer = request.viewer
    if not viewer.is_staff:
        return redirect("account_login" if viewer.account_id is None else "portal:home")
    return render(
        request,
        "desk/home.html",
        {
            "posts": own_posts(viewer),
            "groups": task_groups(viewer),
            "unread": notifications_of(viewer).filter(read_at=None)[:5],
        },
    )
