"""Register an application that came over the counter, by post, fax or e-mail, with its scan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.file_application import Arrival, Filed, register_paper
from gongkai.web.cases.intake import Application, Upload
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.paper import PaperForm
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request


@guarded("create", "request_case")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """Show the form, and enter what it says."""
    initial = {"on": timezone.localdate(request.now)}
    form = PaperForm(request.viewer, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        filed = _enter(request, form)
        if filed is not None:
            code = _("已录入%(number)s，查询码%(code)s。查询码只显示这一次，请写在给申请人的回执上。")
            messages.success(request, code % {"number": filed.case.number, "code": filed.code})
            return redirect("desk:case", filed.case.ref)
    return render(request, "desk/cases/paper.html", {"form": form}, status=422 if form.errors else 200)


def _enter(request: Request, form: PaperForm) -> Filed | None:
    said = form.cleaned_data
    application = Application(
        applicant_kind=said["applicant_kind"],
        person=form.person(),
        description=said["description"],
        form=said["form"],
        route=said["route"],
        suggests_publishing=said["suggests_publishing"],
    )
    arrival = Arrival(said["medium"], said["on"], said["confirmed_on"])
    scan = said["scan"]
    files = [Upload(scan.name, scan.read())] if scan else []
    try:
        return register_paper(
            request.viewer,
            said["organ"],
            application,
            key=said["submission_key"],
            arrival=arrival,
            files=files,
            sure=form.sure(),
        )
    except Refused:
        raise
    except GongkaiError as error:
        show_fault(form, error)
        return None
