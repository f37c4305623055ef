"""The applications of a signed-in applicant."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import own_cases
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.requests import Request
from gongkai.web.portal.opened import remember_own
from gongkai.web.portal.words import PHASES, Words


@open_to_all("each sees only their own applications; the public is sent to sign in")
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """List them, the newest first."""
    if request.viewer.account_id is None:
        return redirect("account_login")
    page = Paginator(own_cases(request.viewer).order_by("-pk"), 20).get_page(request.GET.get("page"))
    rows: list[tuple[Case, Words]] = [(case, PHASES[case.phase]) for case in page]
    return render(request, "portal/case/mine.html", {"page": page, "rows": rows})


@open_to_all("opens only an application of the signed-in applicant; refuses every other")
@never_cache
@require_safe
def open_own(request: Request, ref: str) -> HttpResponse:
    """Open one of them, without its query code."""
    remember_own(request, ref)
    return redirect("portal:case")
