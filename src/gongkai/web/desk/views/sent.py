"""The reports of the viewer's own organ on their way up: hand up, and what came back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.sent_shown import report_shown
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.queries.reports import report_of
from gongkai.web.reporting.queries.upward import sent_reports


@guarded("read", "report_submitted")
@never_cache
@require_safe
def sent(request: Request) -> HttpResponse:
    """List the signed reports of the viewer's organs and where each stands above."""
    today = timezone.localdate(request.now)
    rows = [report_shown(request.viewer, report, today) for report in sent_reports(request.viewer)[:40]]
    return render(request, "desk/upward/sent.html", {"rows": rows})


@guarded("submit", "report_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_up(request: Request, ref: str) -> HttpResponse:
    """Show what would be handed up, and to whom; then hand it up."""
    report = report_of(request.viewer, ref, "submit")
    fault = ""
    if request.method == "POST":
        said = request.POST.get("version", "")
        try:
            made = submit_upward(request.viewer, report, version=int(said) if said.isdigit() else 0)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            fault = error.message
        else:
            messages.success(request, _("已报送给%(organ)s。") % {"organ": made.to.name})
            return redirect("desk:submission", made.ref)
    shown = report_shown(request.viewer, report, timezone.localdate(request.now))
    context = {"row": shown, "fault": fault}
    return render(request, "desk/upward/hand_up.html", context, status=422 if fault else 200)
