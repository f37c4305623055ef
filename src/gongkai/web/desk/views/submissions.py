"""One version that was handed up: the report with the marks on it, and what can be decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.submission_shown import marked_file, submission_shown
from gongkai.web.desk.views.files import download
from gongkai.web.organs.access import Refused, guarded, may
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions import judge_submission
from gongkai.web.reporting.actions.submit_upward import recall
from gongkai.web.reporting.models import Submission
from gongkai.web.reporting.queries.upward import submission_of
from gongkai.web.reporting.upward_access import submission_target


@guarded("read", "report_submitted", one=True)
@never_cache
@require_safe
def submission(request: Request, ref: str) -> HttpResponse:
    """Show the version, for the superior who decides and for the organ that sent it."""
    return _page(request, submission_of(request.viewer, ref))


@guarded("read", "report_submitted", one=True)
@never_cache
@require_safe
def marked(request: Request, ref: str) -> HttpResponse:
    """Send the report as a Word file with the marks as comments."""
    found = submission_of(request.viewer, ref)
    sees = may(request.viewer, "approve", submission_target(found))
    return download(marked_file(found, sees_marks=sees, on=timezone.localdate(request.now)))


@guarded("approve", "report_submitted", one=True)
@require_POST
def remark(request: Request, ref: str) -> HttpResponse:
    """Put a remark on a cell or on words."""
    found = submission_of(request.viewer, ref, "approve")
    said = request.POST
    return _done(
        request,
        found,
        _("意见已记下，退回时一并送达。"),
        lambda: judge_submission.add_remark(
            request.viewer,
            found,
            said.get("text", ""),
            cell=said.get("cell", ""),
            quote=said.get("quote", ""),
            version=_version(request),
        ),
    )


@guarded("approve", "report_submitted", one=True)
@require_POST
def unremark(request: Request, ref: str) -> HttpResponse:
    """Take a remark away."""
    found, number = submission_of(request.viewer, ref, "approve"), request.POST.get("number", "")
    place = int(number) if number.isascii() and number.isdigit() else -1
    return _done(
        request,
        found,
        _("意见已删去。"),
        lambda: judge_submission.remove_remark(request.viewer, found, place, version=_version(request)),
    )


@guarded("approve", "report_submitted", one=True)
@require_POST
def send_back(request: Request, ref: str) -> HttpResponse:
    """Return the version with the findings that were ticked and the remarks."""
    found = submission_of(request.viewer, ref, "approve")
    wanted = set(request.POST.getlist("finding"))
    chosen = [one.finding for one in submission_shown(request.viewer, found).findings if one.key in wanted]
    return _done(
        request,
        found,
        _("已退回。对方会看到理由和标注。"),
        lambda: judge_submission.return_report(
            request.viewer, found, reason=request.POST.get("reason", ""), chosen=chosen, version=_version(request)
        ),
    )


@guarded("approve", "report_submitted", one=True)
@require_POST
def accept(request: Request, ref: str) -> HttpResponse:
    """Accept and lock the version."""
    found = submission_of(request.viewer, ref, "approve")
    reason = request.POST.get("reason", "")
    return _done(
        request,
        found,
        _("已接收。"),
        lambda: judge_submission.accept_report(request.viewer, found, reason=reason, version=_version(request)),
    )


@guarded("recall", "report_submitted", one=True)
@require_POST
def take_back(request: Request, ref: str) -> HttpResponse:
    """Take the version back before it is decided about."""
    found = submission_of(request.viewer, ref, "recall")
    reason = request.POST.get("reason", "")
    return _done(
        request,
        found,
        _("已撤回。"),
        lambda: recall(request.viewer, found, reason=reason, version=_version(request)),
    )


def _page(request: Request, found: Submission, fault: str = "") -> HttpResponse:
    shown = submission_shown(request.viewer, found)
    context = {"submission": found, "shown": shown, "fault": fault, "said": request.POST}
    return render(request, "desk/upward/submission.html", context, status=422 if fault else 200)


def _done(request: Request, found: Submission, words: str, act: Any) -> HttpResponse:  # noqa: ANN401 - a closure
    """Do it and go back to the page; what went wrong stands on the page, with what was typed."""
    try:
        act()
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        return _page(request, submission_of(request.viewer, found.ref), error.message)
    messages.success(request, words)
    return redirect("desk:submission", found.ref)


def _version(request: Request) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() else 0
