"""The checks before publishing: what each found, checked anew, let through with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.items import GraveForm, ReasonForm
from gongkai.web.desk.item_words import GateRow, gate_rows
from gongkai.web.disclosure.access import DRAFT, GATE, item_subject, item_target
from gongkai.web.disclosure.actions.check_gates import check_item, clear_gate
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import current_gates, item_of
from gongkai.web.organs.access import Refused, declare, guarded, may, require
from gongkai.web.organs.actions.declare_look import declare_look
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


@guarded("read", "disclosure_draft", one=True)
@never_cache
@require_safe
def gates(request: Request, ref: str) -> HttpResponse:
    """Show what each check found last."""
    item = item_of(request.viewer, ref)
    require(request.viewer, "read", item_target(item, DRAFT), ref)
    context = {
        "item": item,
        "gates": gate_rows(current_gates(item)),
        "may_edit": may(request.viewer, "edit", item_target(item, DRAFT)),
        "may_clear_grave": may(declare(request.viewer), "approve", item_target(item, GATE)),
    }
    return render(request, "desk/items/gates.html", context)


@guarded("edit", "disclosure_draft", one=True)
@require_POST
def check(request: Request, ref: str) -> HttpResponse:
    """Check again."""
    item = item_of(request.viewer, ref, "edit")
    held = [row for row in check_item(request.viewer, item) if row.state == "open"]
    if held:
        messages.warning(request, _("有%(count)d项检查需要处理。") % {"count": len(held)})
    else:
        messages.success(request, _("各项检查都已通过，可以送审。"))
    return redirect("desk:item_gates", ref)


@guarded("edit", "disclosure_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: Request, ref: str, gate: str) -> HttpResponse:
    """Let ordinary findings through, with a reason."""
    item = item_of(request.viewer, ref, "edit")
    row = _row(item, gate)
    form = ReasonForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        try:
            clear_gate(request.viewer, item, gate, **form.cleaned_data)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已放行，理由记入日志。"))
            return redirect("desk:item_gates", ref)
    context = {"item": item, "row": row, "form": form}
    return render(request, "desk/items/clear_gate.html", context, status=422 if form.errors else 200)


@guarded("approve", "disclosure_gate", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clear_grave(request: Request, ref: str, gate: str) -> HttpResponse:
    """Let grave findings through: the confidentiality reviewer, the password again, a reason."""
    item = item_of(request.viewer, ref)
    require(declare(request.viewer), "approve", item_target(item, GATE), ref)
    row = _row(item, gate)
    form = GraveForm(request.POST or None, initial={"version": item.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            viewer = declare_look(request.viewer, item_subject(item), password=said["password"], reason=said["reason"])
            clear_gate(viewer, item, gate, version=said["version"], reason=said["reason"])
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已放行，理由记入日志。"))
            return redirect("desk:item_gates", ref)
    context = {"item": item, "row": row, "form": form, "is_grave": True}
    return render(request, "desk/items/clear_gate.html", context, status=422 if form.errors else 200)


def _row(item: Item, gate: str) -> GateRow | None:
    return next((row for row in gate_rows(current_gates(item)) if row.gate.gate == gate), None)
