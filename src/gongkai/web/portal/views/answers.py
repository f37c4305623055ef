"""What the applicant adds while the application runs: the correction, the reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.correction import correction_due, receive_correction
from gongkai.web.cases.actions.part_ways import withdraw_case
from gongkai.web.cases.actions.reasons import record_reasons
from gongkai.web.cases.models import Case
from gongkai.web.organs.access import Refused, Viewer, open_to_all
from gongkai.web.organs.requests import Request
from gongkai.web.portal.case_pages import open_case
from gongkai.web.portal.faults import show_fault
from gongkai.web.portal.forms.status import CorrectForm, ReasonsForm, WithdrawForm


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the applicant: the page's words, its form, and what takes the answer."""

    title: str
    button: str
    done: str
    form: forms.Form
    take: Callable[..., object]
    explanation: str = ""


@open_to_all("shows and changes only what this browser has opened with its query code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request) -> HttpResponse:
    """Take in the corrected application."""
    page = open_case(request)
    if page is None or not page.context["needs_correction"]:
        return redirect("portal:case")
    until = correction_due(page.case)
    explanation = _("请按补正告知书补充，最迟%(year)d年%(month)d月%(day)d日。") % {
        "year": until.year, "month": until.month, "day": until.day,
    } if until else ""  # fmt: skip
    form = CorrectForm(request.POST or None, initial={"description": page.case.description})
    asked = Asked(
        _("补正申请"), _("提交补正"), _("已收到您的补正，答复期限重新起算。"), form, receive_correction, explanation
    )
    return _ask(request, page.case, page.code, asked)


@open_to_all("shows and changes only what this browser has opened with its query code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: Request) -> HttpResponse:
    """Take in the applicant's reasons."""
    page = open_case(request)
    if page is None or not page.context["needs_reasons"]:
        return redirect("portal:case")
    asked = Asked(
        _("说明理由"), _("提交理由"), _("已收到您说明的理由。"), ReasonsForm(request.POST or None), record_reasons
    )
    return _ask(request, page.case, page.code, asked)


@open_to_all("withdraws only what this browser has opened with its query code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request) -> HttpResponse:
    """Take the application back."""
    page = open_case(request)
    if page is None or not page.context["may_withdraw"]:
        return redirect("portal:case")

    def take(viewer: Viewer, case: Case, *, code: str, sure: bool) -> None:
        withdraw_case(viewer, case, code=code)

    words = _("撤回以后机关不再办理。需要时可以重新申请。")
    form = WithdrawForm(request.POST or None)
    return _ask(request, page.case, page.code, Asked(_("撤回申请"), _("撤回"), _("已撤回。"), form, take, words))


def _ask(request: Request, case: Case, code: str, asked: Asked) -> HttpResponse:
    form = asked.form
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(request.viewer, case, code=code, **form.cleaned_data)
        except Refused:
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, asked.done)
            return redirect("portal:case")
    context = {"case": case, "form": form, "title": asked.title, "button": asked.button}
    status = 422 if form.errors else 200
    return render(request, "portal/case/form.html", {**context, "explanation": asked.explanation}, status=status)
