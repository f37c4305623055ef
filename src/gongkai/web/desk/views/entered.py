"""Enter the report of an organ without the platform from its file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.entered_shown import answers_in, entered_shown
from gongkai.web.desk.views.files import download
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.enter_report import answer_cells, confirm_entered, enter_file
from gongkai.web.reporting.due_days import year_in_season
from gongkai.web.reporting.models import EnteredFile
from gongkai.web.reporting.queries.upward import entered_of, organ_below


@guarded("create", "report_submitted", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: Request, organ: str) -> HttpResponse:
    """Upload the file; it is read at once."""
    found, fault = organ_below(request.viewer, organ, "create"), ""
    season = year_in_season(timezone.localdate(request.now))
    said = request.POST.get("year", "") or request.GET.get("year", "")
    year = int(said) if said.isascii() and said.isdigit() and 2000 <= int(said) <= 2200 else season
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            if upload is None:
                fault = _("没有选择文件。")
            else:
                name = upload.name or "年报"
                made = enter_file(request.viewer, found, year, name=name, data=upload.read())
                return redirect("desk:entered_file", made.ref)
        except Refused:
            raise
        except GongkaiError as error:
            fault = error.message
    context = {"organ": found, "year": year, "fault": fault}
    return render(request, "desk/upward/enter.html", context, status=422 if fault else 200)


@guarded("create", "report_submitted", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: Request, entered: str) -> HttpResponse:
    """Ask for what was not read, cell by cell; then let it count."""
    found, fault = entered_of(request.viewer, entered), ""
    if found.submission is not None:
        return redirect("desk:submission", found.submission.ref)
    if request.method == "POST":
        try:
            return _posted(request, found)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            fault = error.message
            found = entered_of(request.viewer, entered)
    context = {"entered": found, "shown": entered_shown(found, request.POST), "fault": fault}
    return render(request, "desk/upward/entered.html", context, status=422 if fault else 200)


@guarded("create", "report_submitted", one=True)
@never_cache
@require_safe
def original(request: Request, entered: str) -> HttpResponse:
    """Send the file as it came in."""
    found = entered_of(request.viewer, entered)
    return download(OpenedFile(found.name, found.media_type, bytes(found.data)))


def _posted(request: Request, found: EnteredFile) -> HttpResponse:
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() else 0
    said = answers_in(found, request.POST)
    if said:
        answer_cells(request.viewer, found, said, version=number)
        number = found.version
    if "confirm" not in request.POST:
        messages.success(request, _("已记下%(count)d处核对结果。") % {"count": len(said)})
        return redirect("desk:entered_file", found.ref)
    made = confirm_entered(request.viewer, found, version=number)
    messages.success(request, _("已作为%(organ)s报送的报告，请审核。") % {"organ": found.organ.name})
    return redirect("desk:submission", made.ref)
