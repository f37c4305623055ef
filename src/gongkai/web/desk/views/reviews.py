"""Reviews: those in reach, one with its text, history and changes, and the three decisions."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.cases.queries import doubts_in_review
from gongkai.web.desk.forms.people import DecisionForm
from gongkai.web.desk.reviewed import cancelling, passing, returning
from gongkai.web.desk.reviewed_report import reviewed_report
from gongkai.web.organs.access import guarded, may
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.queries.complete import completeness_now
from gongkai.web.review.access import review_target
from gongkai.web.review.models import Review, State
from gongkai.web.review.queries import (
    changes_between,
    decisions_of,
    hindrance,
    present_step,
    review_of,
    visible_reviews,
)


@guarded("list", "review")
@require_safe
def reviews(request: Request) -> HttpResponse:
    """List the reviews in reach, running ones first."""
    page = Paginator(visible_reviews(request.viewer).order_by("-started_at"), 50).get_page(request.GET.get("page"))
    return render(request, "desk/reviews.html", {"page": page})


@guarded("read", "review", one=True)
@require_safe
def review(request: Request, ref: str) -> HttpResponse:
    """Show one review: the text, what changed since the last round, who decided what."""
    found = review_of(request.viewer, ref)
    running = found.state in (State.RUNNING, State.RETURNED)
    report = reviewed_report(found)
    complete = completeness_now(request.viewer, found.subject_ref) if report else None
    doubts, clearance = doubts_in_review(request.viewer, found)
    context = {
        "review": found,
        "doubts": doubts,
        "clearance": clearance,
        "report": report,
        "complete": complete,
        "draft": found.drafts.get(round=found.round),
        "changes": changes_between(found, found.round - 1, found.round) if found.round > 1 and not report else [],
        "steps": found.steps,
        "decisions": decisions_of(found),
        "step": present_step(found),
        "hindrance": hindrance(request.viewer, found),
        "may_cancel": running and may(request.viewer, "withdraw", review_target(found)),
        "form": DecisionForm(initial={"version": found.version}),
    }
    return render(request, "desk/review.html", context)


def _decision(request: Request, ref: str) -> tuple[Review, DecisionForm]:
    found, form = review_of(request.viewer, ref), DecisionForm(request.POST)
    form.is_valid()
    return found, form


def _version(form: DecisionForm) -> int:
    return form.cleaned_data.get("version") or 0


@guarded("approve", "review", one=True)
@require_POST
def pass_on(request: Request, ref: str) -> HttpResponse:
    """Pass the present step; after the last, act on what was reviewed."""
    found, form = _decision(request, ref)
    passing(found)(request.viewer, found, version=_version(form), remark=form.cleaned_data.get("reason", ""))
    messages.success(request, _("已通过。"))
    return redirect("desk:review", ref)


@guarded("approve", "review", one=True)
@require_POST
def send_back(request: Request, ref: str) -> HttpResponse:
    """Return the document to its author."""
    found, form = _decision(request, ref)
    returning(found)(request.viewer, found, version=_version(form), reason=form.cleaned_data.get("reason", ""))
    messages.success(request, _("已退回修改。"))
    return redirect("desk:review", ref)


@guarded("withdraw", "review", one=True)
@require_POST
def cancel(request: Request, ref: str) -> HttpResponse:
    """Take the document out of review."""
    found, form = _decision(request, ref)
    cancelling(found)(request.viewer, found, version=_version(form), reason=form.cleaned_data.get("reason", ""))
    messages.success(request, _("已撤回审核。"))
    return redirect("desk:review", ref)
