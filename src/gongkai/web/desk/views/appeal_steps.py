"""Steps of an appeal: the answer went out, the decision came, another officer takes it, a file is added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.appeals.access import KIND
from gongkai.web.appeals.actions.keep_file import add_appeal_file, open_appeal_file
from gongkai.web.appeals.actions.proceed import decide_appeal, record_answer
from gongkai.web.appeals.actions.register import hand_over_appeal
from gongkai.web.appeals.choices import Result
from gongkai.web.appeals.models import Appeal
from gongkai.web.appeals.queries import appeal_of, files_of, officers_for
from gongkai.web.desk.faults import show_fault, show_newer, status_of
from gongkai.web.desk.forms.cases import DayForm, DayInput, OfficerForm, StepForm
from gongkai.web.desk.views.files import download
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


class DecisionForm(StepForm):
    """What was decided."""

    result = forms.ChoiceField(
        label=gettext_lazy("结果"), choices=[("", gettext_lazy("请选择")), *(one for one in Result.choices if one[0])]
    )
    on = forms.DateField(label=gettext_lazy("审结日期"), widget=DayInput)
    outcome = forms.CharField(
        label=gettext_lazy("结果说明"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AppealFileForm(StepForm):
    """A file of an appeal."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("PDF、OFD、DOC（WPS）、DOCX、XLSX、JPG、PNG 或者 TXT，不超过20MB"),
    )


@guarded("edit", "appeal", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, ref: str) -> HttpResponse:
    """The answer went out."""
    found = appeal_of(request.viewer, ref, "edit")
    form = DayForm(request.POST or None, initial=_initial(request, found))
    return _step(
        request, found, form, _("登记提交答复（答辩）"), lambda said: record_answer(request.viewer, found, **said)
    )


@guarded("edit", "appeal", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: Request, ref: str) -> HttpResponse:
    """The decision came."""
    found = appeal_of(request.viewer, ref, "edit")
    form = DecisionForm(request.POST or None, initial=_initial(request, found))
    return _step(request, found, form, _("登记结果"), lambda said: decide_appeal(request.viewer, found, **said))


@guarded("edit", "appeal", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, ref: str) -> HttpResponse:
    """Another officer takes it."""
    found = appeal_of(request.viewer, ref, "edit")
    form = OfficerForm(request.POST or None, initial=_initial(request, found))
    form.fields["officer"].queryset = officers_for(request.viewer, found)  # type: ignore[attr-defined]
    form.fields["officer"].label_from_instance = lambda person: person.name  # type: ignore[attr-defined]

    def perform(said: dict[str, Any]) -> None:
        hand_over_appeal(request.viewer, found, said.pop("officer"), **said)

    return _step(request, found, form, _("移交他人"), perform, back="desk:appeals")


@guarded("edit", "appeal", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: Request, ref: str) -> HttpResponse:
    """Add a file."""
    found = appeal_of(request.viewer, ref, "edit")
    form = AppealFileForm(request.POST or None, request.FILES or None)

    def perform(said: dict[str, Any]) -> None:
        add_appeal_file(request.viewer, found, name=said["file"].name, content=said["file"].read())

    return _step(request, found, form, _("添加材料"), perform)


@guarded("read", "appeal", one=True)
@never_cache
@require_safe
def file(request: Request, ref: str, file: str) -> HttpResponse:
    """Send a file of this very appeal."""
    found = appeal_of(request.viewer, ref)
    if file not in {known.ref for known in files_of(request.viewer, found)}:
        raise Refused("read", KIND, file)
    return download(open_appeal_file(request.viewer, file))


def _initial(request: Request, found: Appeal) -> dict[str, object]:
    return {"version": found.version, "on": timezone.localdate(request.now)}


def _step(
    request: Request,
    found: Appeal,
    form: forms.Form,
    title: str,
    perform: Callable[[dict[str, Any]], None],
    *,
    back: str = "",
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            perform(dict(form.cleaned_data))
        except Refused:
            raise
        except StaleVersion as error:
            show_newer(form, error, found)
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("“%(step)s”已完成。") % {"step": title})
            return redirect(back) if back else redirect("desk:appeal", found.ref)
    context = {"form": form, "title": title, "organ": found.organ, "appeal": found}
    return render(request, "desk/appeals/form.html", context, status=status_of(form))
