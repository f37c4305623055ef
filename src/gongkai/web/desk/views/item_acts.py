"""One screen for each step on an item: what it means, what it needs, and why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault, show_newer, status_of
from gongkai.web.desk.forms.items import PublishForm, ShareForm, UrgentForm
from gongkai.web.desk.item_act import ItemAct
from gongkai.web.desk.special_item_acts import initial_of
from gongkai.web.disclosure.access import item_subject, item_target
from gongkai.web.disclosure.actions.relate_items import unrelate_items
from gongkai.web.disclosure.actions.withdraw_item import withdraw_item
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import item_of, relations_of
from gongkai.web.organs.access import Refused, declare, guarded, require
from gongkai.web.organs.actions.declare_look import declare_look
from gongkai.web.organs.queries import people_with
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


def view_of(act: ItemAct) -> Callable[..., HttpResponse]:
    """Return the screen of a step."""

    @guarded(act.verb, act.kind, one=True)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def step(request: Request, ref: str) -> HttpResponse:
        item = item_of(request.viewer, ref, act.verb)
        form = _form(request, act, item)
        if request.method == "POST" and form.is_valid():
            done = _taken(request, act, item, form)
            if done is not None:
                messages.success(request, _("“%(step)s”已完成。") % {"step": act.title})
                return redirect("desk:items_below" if act.id == "order" else "desk:item", *_where(act, done))
        context = {"item": item, "act": act, "form": form}
        return render(request, "desk/items/step.html", context, status=status_of(form))

    return step


@guarded("withdraw", "disclosure_item", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def urgent(request: Request, ref: str) -> HttpResponse:
    """Take an item down at once: the confidentiality reviewer, the password again, a reason."""
    item = item_of(request.viewer, ref)
    require(declare(request.viewer), "withdraw", item_target(item), ref)
    form = UrgentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            viewer = declare_look(request.viewer, item_subject(item), password=said["password"], reason=said["reason"])
            withdraw_item(viewer, item, version=item.version, reason=said["reason"], note=said["note"], is_urgent=True)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已撤下，公众现在看不到了。"))
            return redirect("desk:item", ref)
    act = {"title": _("紧急撤下"), "meaning": _("发现涉密、泄露个人信息等紧急情形时使用。立即生效，记入日志。")}
    context = {"item": item, "act": act, "form": form}
    return render(request, "desk/items/step.html", context, status=status_of(form))


@guarded("edit", "disclosure_draft", one=True)
@require_POST
def unrelate(request: Request, ref: str) -> HttpResponse:
    """Take a link to another item away."""
    item = item_of(request.viewer, ref, "edit")
    for row, other, is_here in relations_of(request.viewer, item):
        if is_here and str(row.pk) == request.POST.get("relation"):
            unrelate_items(request.viewer, item, other, row.kind)
    return redirect("desk:item", ref)


def _form(request: Request, act: ItemAct, item: Item) -> forms.Form:
    initial: dict[str, Any] = {"version": item.version, "validity": item.validity, **initial_of(item)}
    if act.form is PublishForm:
        initial |= {"expires_at": item.expires_at, "at": item.publish_at if act.id == "schedule" else None}
    form = act.form(request.POST or None, initial=initial)
    if isinstance(form, ShareForm):
        form.about(people_with(item.organ, ("officer",)).exclude(pk__in=item.authors.values("pk")))
    return form


def _taken(request: Request, act: ItemAct, item: Item, form: forms.Form) -> Item | None:
    try:
        done = act.perform(request.viewer, item, form.cleaned_data)
    except Refused:
        raise
    except StaleVersion as error:
        show_newer(form, error, item)
        return None
    except GongkaiError as error:
        show_fault(form, error)
        return None
    return done if isinstance(done, Item) else item


def _where(act: ItemAct, item: Item) -> list[str]:
    return [] if act.id == "order" else [item.ref]
