"""Looks that need a reason (†): to take one at a case, and what the security administrator is told of them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import InputError
from gongkai.web.cases.access import case_subject, case_target
from gongkai.web.cases.actions.identity import read_identity
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import case_of, letters_of
from gongkai.web.desk.facts import Fact, facts_of
from gongkai.web.desk.faults import show_fault
from gongkai.web.organs.access import Viewer, declare, guarded, may, require
from gongkai.web.organs.actions.declare_look import declare_look
from gongkai.web.organs.actions.note_look import note_look
from gongkai.web.organs.queries import look_of, looks_to_note, visible_looks
from gongkai.web.organs.requests import Request


class DeclaredForm(forms.Form):
    """The reason, and the password once more."""

    reason = forms.CharField(
        label=gettext_lazy("查看理由"),
        max_length=200,
        help_text=gettext_lazy("会与您的姓名、时间一起记入日志，并告知安全管理员"),
    )
    password = forms.CharField(
        label=gettext_lazy("您的登录密码"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@guarded("read", "identity", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def declared(request: Request, ref: str) -> HttpResponse:
    """Ask for reason and password, then show this one time what the policy opens to a declared look."""
    case = case_of(request.viewer, ref)
    require(declare(request.viewer), "read", case_target(case, "identity"), ref)
    form = DeclaredForm(request.POST or None)
    seen: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        try:
            seen = _look(request.viewer, case, **form.cleaned_data)
        except InputError as error:
            show_fault(form, error)
    status = 422 if form.errors else 200
    return render(request, "desk/cases/declared.html", {"case": case, "form": form, **seen}, status=status)


def _look(viewer: Viewer, case: Case, *, reason: str, password: str) -> dict[str, object]:
    once = declare_look(viewer, case_subject(case), password=password, reason=reason)
    reads = may(once, "read", case_target(case))
    return {
        "looked": True,
        "facts": _facts(once, case, reason),
        "reads_content": reads,
        "letters": letters_of(once, case) if reads else [],
    }


def _facts(viewer: Viewer, case: Case, reason: str) -> list[Fact]:
    try:
        return facts_of(read_identity(viewer, case, reason=reason))
    except InputError:  # erased by law
        return []


@guarded("list", "declared_look")
@require_safe
def looks(request: Request) -> HttpResponse:
    """List who looked where, when and why."""
    page = Paginator(visible_looks(request.viewer), 50).get_page(request.GET.get("page"))
    waiting = set(looks_to_note(request.viewer).values_list("pk", flat=True))
    return render(request, "desk/looks.html", {"page": page, "waiting": waiting})


@guarded("verify", "declared_look", one=True)
@require_POST
def note(request: Request, number: int) -> HttpResponse:
    """Take note of one look."""
    look = look_of(request.viewer, number, "verify")
    try:
        note_look(request.viewer, look)
    except InputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已核对。"))
    return redirect("desk:looks")
