"""One screen for each step on a case: what it means, what it needs, and why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai.web.cases.access import case_target
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Case, ExtensionRequest
from gongkai.web.cases.queries import case_of, officers_for, receiving_organs
from gongkai.web.desk.acts import may_take
from gongkai.web.desk.faults import show_fault, show_newer, status_of
from gongkai.web.desk.forms.cases import StepForm
from gongkai.web.desk.forms.steps import ConsultationForm, CorrectDateForm
from gongkai.web.desk.step import Act
from gongkai.web.organs.access import Refused, Viewer, guarded, may
from gongkai.web.organs.queries import visible_organs
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


def view_of(act: Act) -> Callable[..., HttpResponse]:
    """Return the screen of a step."""

    @guarded(act.verb, "request_case", one=True)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def step(request: Request, ref: str) -> HttpResponse:
        case = _case(request.viewer, act, ref)
        form = _form(request, act, case)
        if request.method == "POST" and form.is_valid() and _taken(request.viewer, act, case, form):
            messages.success(request, _("“%(step)s”已完成。") % {"step": act.title})
            return redirect(_back(request.viewer, case))
        context = {
            "case": case,
            "act": act,
            "form": form,
            "extension": _extension(act, case),
            "back": _back(request.viewer, case),
        }
        return render(request, "desk/cases/step.html", context, status=status_of(form))

    return step


def _back(viewer: Viewer, case: Case) -> str:
    """The case, where the viewer may open it now; else the list: it is not theirs yet, or no longer."""
    case.refresh_from_db()
    target = case_target(case)
    opens = may(viewer, "read", target) or may(viewer, "read_masked", target)
    return reverse("desk:case", args=[case.ref]) if opens else reverse("desk:cases")


def _extension(act: Act, case: Case) -> ExtensionRequest | None:
    """What the head of the disclosure office decides about."""
    return case.extension_requests.filter(state="asked").first() if act.verb == "extend" else None


def _case(viewer: Viewer, act: Act, ref: str) -> Case:
    """Obtain the case for this step; one that is being assigned need not be the viewer's own."""
    if not act.state:
        return case_of(viewer, ref, act.verb)
    case = case_of(viewer, ref)
    if not may_take(viewer, act, case):
        raise Refused(act.verb, "request_case", ref)
    return case


def _form(request: Request, act: Act, case: Case) -> StepForm:
    initial = {"version": case.version, "on": timezone.localdate(request.now)}
    form = act.form(request.POST or None, request.FILES or None, initial=initial)
    if isinstance(form, ConsultationForm | CorrectDateForm):
        form.about(case)
    if "organ" in form.fields:
        organs = receiving_organs(visible_organs(request.viewer)).exclude(pk=case.organ_id)
        form.fields["organ"].queryset = organs  # type: ignore[attr-defined]
    if "officer" in form.fields:
        form.fields["officer"].queryset = officers_for(request.viewer, case)  # type: ignore[attr-defined]
        form.fields["officer"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]
    return form


def _taken(viewer: Viewer, act: Act, case: Case, form: forms.Form) -> bool:
    try:
        act.perform(viewer, case, {name: _value(value) for name, value in form.cleaned_data.items()})
    except Refused:
        raise
    except StaleVersion as error:
        show_newer(form, error, case)
        return False
    except GongkaiError as error:
        show_fault(form, error)
        return False
    return True


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever a field cleans to
    return Upload(value.name, value.read()) if hasattr(value, "read") else value
