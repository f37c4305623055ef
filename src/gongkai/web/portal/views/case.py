"""Find an application by number and query code, and see where it stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import UnwritableReport
from gongkai.web.cases.actions.keep_file import open_file
from gongkai.web.cases.actions.print_letter import print_letter
from gongkai.web.cases.queries import case_by_code
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Refused, open_to_all
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sign_in import client_address
from gongkai.web.portal.case_pages import open_case
from gongkai.web.portal.forms.status import LookUpForm
from gongkai.web.portal.opened import forget, remember


@open_to_all("asks for number and query code; shows nothing without them")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: Request) -> HttpResponse:
    """Ask for number and query code, and open the case."""
    form = LookUpForm(request.viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        year, serial = said["number"]
        try:
            who = client_address(request)
            found = case_by_code(request.viewer, said["organ"], year, serial, said["code"], who=who)
        except Refused:
            form.add_error(None, _("编号和查询码对不上。请核对受理机关、编号和查询码。"))
        else:
            remember(request, found, said["code"])
            return redirect("portal:case")
    return render(request, "portal/case/look_up.html", {"form": form}, status=422 if form.errors else 200)


@open_to_all("shows only what this browser has opened with its query code")
@never_cache
@require_safe
def case(request: Request) -> HttpResponse:
    """Show where the application stands."""
    page = open_case(request)
    return render(request, "portal/case/case.html", page.context) if page else redirect("portal:status")


@open_to_all("closes what this browser has opened")
@require_POST
def close(request: Request) -> HttpResponse:
    """Forget the case, for browsers that others use too."""
    forget(request)
    return redirect("portal:home")


@open_to_all("shows only letters of the case that this browser has opened with its query code")
@never_cache
@require_safe
def letter(request: Request, ref: str) -> HttpResponse:
    """Show a letter to the applicant, ready to print."""
    page = open_case(request)
    found = page.context["letters"].filter(ref=ref).first() if page else None
    if page is None or found is None:
        return redirect("portal:status")
    return render(request, "portal/case/letter.html", {"case": page.case, "letter": found})


@open_to_all("sends only letters of the case that this browser has opened with its query code")
@never_cache
@require_safe
def letter_file(request: Request, ref: str, suffix: str) -> HttpResponse:
    """Send a letter as PDF or Word file."""
    page = open_case(request)
    found = page.context["letters"].filter(ref=ref).first() if page else None
    if page is None or found is None or suffix not in ("pdf", "docx"):
        return redirect("portal:status")
    try:
        return download(print_letter(request.viewer, found, f".{suffix}", code=page.code))
    except UnwritableReport:  # what the machine lacks is not for the public
        raise UnwritableReport("现在不能生成 PDF 文件", fix="请下载 Word 文件，或者联系受理机关") from None


@open_to_all("sends only files of the case that this browser has opened with its query code")
@never_cache
@require_safe
def file(request: Request, ref: str) -> HttpResponse:
    """Send a file of the answer."""
    page = open_case(request)
    if page is None:
        return redirect("portal:status")
    return download(open_file(request.viewer, ref, code=page.code))


def download(opened: OpenedFile) -> HttpResponse:
    """Answer with a file, never shown in the page's own origin."""
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, opened.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
