"""Reconsiderations and lawsuits: the list, one of them with its clock, writing one down, a spreadsheet of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.clocks import explain
from gongkai.errors import GongkaiError
from gongkai.web.appeals.access import KIND, appeal_target
from gongkai.web.appeals.actions.register import change_appeal, register_appeal
from gongkai.web.appeals.actions.take_in import import_appeals
from gongkai.web.appeals.book import CASE, COLUMNS, COMPLAINANT
from gongkai.web.appeals.choices import Route
from gongkai.web.appeals.clocks import answer_clock
from gongkai.web.appeals.models import Appeal
from gongkai.web.appeals.queries import (
    AppealFilter,
    appeal_of,
    appeal_organs,
    complainant_of,
    files_of,
    visible_appeals,
)
from gongkai.web.cases.access import case_target
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.columns import ColumnsForm, as_typed
from gongkai.web.desk.forms.people import SheetForm
from gongkai.web.desk.views.registers import sheet_answer
from gongkai.web.organs.access import Refused, could, guarded, may
from gongkai.web.organs.columns import EntryFaults, template
from gongkai.web.organs.models import Organ
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sheets import SheetFaults
from gongkai.web.organs.versions import StaleVersion


class AppealFilterForm(forms.Form):
    """What narrows the list."""

    word = forms.CharField(label=gettext_lazy("找什么"), required=False, widget=forms.TextInput({"type": "search"}))
    route = forms.ChoiceField(
        label=gettext_lazy("救济途径"), required=False, choices=[("", gettext_lazy("全部")), *Route.choices]
    )
    year = forms.IntegerField(label=gettext_lazy("年度"), required=False, min_value=1990, max_value=2200)
    open = forms.BooleanField(label=gettext_lazy("只看尚未审结的"), required=False)

    def chosen(self) -> AppealFilter:
        """Return the filter; what cannot be understood narrows nothing."""
        self.is_valid()
        return AppealFilter(**{name: value for name, value in self.cleaned_data.items() if value})


@guarded("list", "appeal")
@require_safe
def appeals(request: Request) -> HttpResponse:
    """List the appeals in reach."""
    form = AppealFilterForm(request.GET)
    page = Paginator(visible_appeals(request.viewer, form.chosen()), 50).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "today": timezone.localdate(request.now),
        "narrowed": f"{kept.urlencode()}&" if kept else "",
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_register": could(request.viewer, "create", "appeal") and _organ(request) is not None,
    }
    return render(request, "desk/appeals/list.html", context)


@guarded("create", "appeal")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write an appeal down."""
    organ = _given_organ(request)
    form = ColumnsForm(COLUMNS, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal = register_appeal(request.viewer, organ, form.typed())
        except GongkaiError as error:
            _show(form, error)
        else:
            messages.success(request, _("已登记，由您经办。"))
            return redirect("desk:appeal", appeal.ref)
    context = {"form": form, "title": _("登记复议、诉讼"), "organ": organ}
    return render(request, "desk/appeals/form.html", context, status=422 if form.errors else 200)


@guarded("read", "appeal", one=True)
@never_cache
@require_safe
def appeal(request: Request, ref: str) -> HttpResponse:
    """Show one appeal."""
    found = appeal_of(request.viewer, ref)
    return render(request, "desk/appeals/appeal.html", appeal_context(request, found))


def appeal_context(request: Request, found: Appeal) -> dict[str, Any]:
    """Return what the page of an appeal shows."""
    viewer, today = request.viewer, timezone.localdate(request.now)
    clock = answer_clock(found)
    return {
        "appeal": found,
        "complainant": complainant_of(viewer, found),
        "clock": explain(clock, today) if clock else None,
        "is_overdue": bool(found.answer_due_on and not found.answered_on and found.answer_due_on < today),
        "files": files_of(viewer, found),
        "may_edit": may(viewer, "edit", appeal_target(found)),
        "may_open_case": found.case is not None and may(viewer, "read", case_target(found.case)),
    }


@guarded("edit", "appeal", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, ref: str) -> HttpResponse:
    """Change what is written down."""
    found = appeal_of(request.viewer, ref, "edit")
    form = ColumnsForm(COLUMNS, request.POST or None, initial=_initial(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            change_appeal(request.viewer, found, form.typed(), version=form.cleaned_data["version"] or 0)
        except GongkaiError as error:
            _show(form, error)
        else:
            messages.success(request, _("已修改。"))
            return redirect("desk:appeal", ref)
    context = {"form": form, "title": _("修改复议、诉讼"), "organ": found.organ, "appeal": found}
    return render(request, "desk/appeals/form.html", context, status=422 if form.errors else 200)


def _initial(request: Request, found: Appeal) -> dict[str, object]:
    kept = {column.field: getattr(found, column.field, "") for column in COLUMNS}
    kept[COMPLAINANT] = complainant_of(request.viewer, found)
    kept[CASE] = f"{found.case.year}-{found.case.serial:04d}" if found.case else ""
    return {**as_typed(kept), "version": found.version}


@guarded("create", "appeal")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: Request) -> HttpResponse:
    """Take in a spreadsheet: all rows or none, every fault with its cell."""
    organ = _given_organ(request)
    form, faults = SheetForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = import_appeals(request.viewer, organ, name=upload.name, content=upload.read())
        except SheetFaults as error:
            faults = [str(fault) for fault in error.faults]
        else:
            messages.success(request, _("已导入%(count)d行。") % {"count": made})
            return redirect("desk:appeals")
    context = {
        "form": form,
        "faults": faults,
        "columns": COLUMNS,
        "title": _("导入复议、诉讼"),
        "back": reverse("desk:appeals"),
        "template_address": reverse("desk:appeal_template"),
    }
    return render(request, "desk/registers/import.html", context, status=422 if faults or form.errors else 200)


@guarded("create", "appeal")
@require_safe
def template_file(request: Request) -> HttpResponse:
    """Send the empty spreadsheet."""
    return sheet_answer(template(_("复议和诉讼"), COLUMNS), "appeals.xlsx")


def _organ(request: Request) -> Organ | None:
    rows = appeal_organs(request.viewer)
    return rows.filter(ref=request.GET["organ"]).first() if "organ" in request.GET else rows.first()


def _given_organ(request: Request) -> Organ:
    organ = _organ(request)
    if organ is None:
        raise Refused("create", KIND)
    return organ


def _show(form: ColumnsForm, error: GongkaiError) -> None:
    if isinstance(error, Refused | StaleVersion):
        raise error
    if isinstance(error, EntryFaults):
        form.show(error)
    else:
        show_fault(form, error)
