"""The applicant corrects their own particulars, or has them erased when the case is closed."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.identity import correct_identity, erase_identity
from gongkai.web.organs.access import Refused, open_to_all
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.portal.case_pages import CasePage, open_case
from gongkai.web.portal.faults import show_fault
from gongkai.web.portal.forms.identity import EraseForm, IdentityForm


@open_to_all("changes only what this browser has opened with its query code or account")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request) -> HttpResponse:
    """Take in corrected particulars."""
    page = open_case(request)
    if page is None or page.context["is_erased"]:
        return redirect("portal:case")
    identity = page.case.identity
    form = IdentityForm(request.POST or None, initial={"version": identity.version})
    words = {
        "title": _("更正个人信息"),
        "button": _("保存更正"),
        "explanation": _("为了安全，这里不显示原来填写的内容，请完整填写一遍。更正会留下记录。"),
    }

    def act() -> None:
        version = form.cleaned_data["version"]
        correct_identity(request.viewer, page.case, form.person(), version=version, code=page.code)

    return _answer(request, page, form, words, act, _("个人信息已更正。"))


@open_to_all("erases only what this browser has opened with its query code or account")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request) -> HttpResponse:
    """Erase the particulars of a closed case."""
    page = open_case(request)
    if page is None or not page.context["may_erase"]:
        return redirect("portal:case")
    form = EraseForm(request.POST or None)
    words = {
        "title": _("删除个人信息"),
        "button": _("删除"),
        "explanation": _("姓名、证件、联系方式都会删除，申请内容和答复仍然保留。删除以后机关不再能联系您。"),
    }

    def act() -> None:
        erase_identity(request.viewer, page.case, reason=form.cleaned_data["reason"], code=page.code)

    return _answer(request, page, form, words, act, _("个人信息已删除。"))


def _answer(
    request: Request, page: CasePage, form: forms.Form, words: dict[str, str], act: Callable[[], None], done: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, done)
            return redirect("portal:case")
    context = {"case": page.case, "form": form, **words}
    return render(request, "portal/case/form.html", context, status=422 if form.errors else 200)
