"""File an application: the form, and the receipt with number and query code."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import InputError
from gongkai.web.cases.actions.file_application import Filed, file_application
from gongkai.web.cases.intake import Application, Upload
from gongkai.web.cases.queries import receives
from gongkai.web.disclosure.queries.standing import organs_spoken_for
from gongkai.web.disclosure.search import SearchQuery, find
from gongkai.web.organs.access import guarded, open_to_all
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organ_alone
from gongkai.web.organs.requests import Request
from gongkai.web.portal.case_pages import open_case
from gongkai.web.portal.faults import show_fault
from gongkai.web.portal.forms.apply import ApplyForm
from gongkai.web.portal.opened import remember
from gongkai.web.portal.reading import LONGEST


@guarded("create", "application")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request, ref: str) -> HttpResponse:
    """Show the form; when it is filled in, file it and show the receipt. Where nobody takes it in, say what to do."""
    organ = organ_alone(request.viewer, ref)
    if request.method != "POST" and not receives(organ):
        return render(request, "portal/apply/nobody.html", {"organ": organ})
    about = request.GET.get("about", "").strip()[:LONGEST].replace("\x00", "")
    form = ApplyForm(request.POST or None, request.FILES or None, initial={"description": about} if about else None)
    if request.method == "POST" and form.is_valid():
        filed = _file(request, organ, form)
        if filed is not None:
            remember(request, filed.case, filed.code)
            return redirect("portal:receipt")
    query = SearchQuery(about, organs=organs_spoken_for(organ), size=5)
    found = find(request.now, query, with_facets=False) if about and request.method != "POST" else None
    context = {"organ": organ, "form": form, "about": about, "found": found}
    return render(request, "portal/apply/form.html", context, status=422 if form.errors else 200)


def _file(request: Request, organ: Organ, form: ApplyForm) -> Filed | None:
    said = form.cleaned_data
    application = Application(
        applicant_kind=said["applicant_kind"],
        person=form.person(),
        description=said["description"],
        form=said["form"],
        route=said["route"],
        suggests_publishing=said["suggests_publishing"],
    )
    upload = said["proof"]
    files = [Upload(upload.name, upload.read(), "identity")] if upload else []
    try:
        return file_application(
            request.viewer, organ, application, key=said["submission_key"], accepts_receipt=True, files=files
        )
    except InputError as error:
        show_fault(form, error)
        return None


@open_to_all("shows only what this browser has filed or opened with its query code")
@never_cache
@require_safe
def receipt(request: Request) -> HttpResponse:
    """Show the receipt: number, query code, and what happens next."""
    page = open_case(request)
    return render(request, "portal/apply/receipt.html", page.context) if page else redirect("portal:status")
