"""Who the applicant is: shown once, with a reason, and written into the journal."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import InputError
from gongkai.web.cases.access import case_target
from gongkai.web.cases.actions.identity import read_identity
from gongkai.web.cases.actions.print_letter import print_record
from gongkai.web.cases.queries import case_of
from gongkai.web.desk.facts import facts_of
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.views.files import download
from gongkai.web.organs.access import guarded, require
from gongkai.web.organs.requests import Request


class LookForm(forms.Form):
    """Why somebody looks."""

    reason = forms.CharField(label=_("查看理由"), max_length=200, help_text=_("会与您的姓名、时间一起记入日志"))


@guarded("read", "identity", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: Request, ref: str) -> HttpResponse:
    """Ask for the reason, then show who the applicant is, or send the application form with it."""
    case = case_of(request.viewer, ref)
    require(request.viewer, "read", case_target(case, "identity"), ref)
    form, facts = LookForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if "application_form" in request.POST:
                return download(print_record(request.viewer, case, "application_form", reason=reason))
            facts = facts_of(read_identity(request.viewer, case, reason=reason))
        except InputError as error:
            show_fault(form, error)
    status = 422 if form.errors else 200
    return render(request, "desk/cases/identity.html", {"case": case, "form": form, "facts": facts}, status=status)
