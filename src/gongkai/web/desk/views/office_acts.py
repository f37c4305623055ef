"""One screen for each step on accounts, concerns, posts, opinions and imports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault, show_newer, status_of
from gongkai.web.desk.office_acts import OfficeAct
from gongkai.web.disclosure.models import Item, Opinion
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


def view_of(act: OfficeAct) -> Callable[..., HttpResponse]:
    """Return the screen of a step."""

    @guarded(act.verb, act.kind, one=True)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def step(request: Request, **where: str) -> HttpResponse:
        (ref,) = where.values()
        row = act.find(request.viewer, ref)
        form = act.form(request.POST or None, initial=_initial(act, row))
        if request.method == "POST" and form.is_valid():
            done = _taken(request, act, row, form)
            if done is not None:
                messages.success(request, _("“%(step)s”已完成。") % {"step": act.title})
                return redirect("desk:item", done.ref) if isinstance(done, Item) else redirect(_back(act, row))
        context = {"act": act, "title": act.title, "form": form, "back": _back(act, row), "about": str(_about(row))}
        return render(request, "desk/special/step.html", context, status=status_of(form))

    return step


def _initial(act: OfficeAct, row: Any) -> dict[str, Any]:  # noqa: ANN401 - one of the rooms' rows
    known = {name: getattr(row, name) for name in act.form.base_fields if hasattr(row, name)}
    return {**known, "version": row.version}


def _taken(request: Request, act: OfficeAct, row: Any, form: forms.Form) -> object | None:  # noqa: ANN401
    try:
        done = act.perform(request.viewer, row, form.cleaned_data)
    except Refused:
        raise
    except StaleVersion as error:
        show_newer(form, error, row)
        return None
    except GongkaiError as error:
        show_fault(form, error)
        return None
    return done if isinstance(done, Item) else row


def _back(act: OfficeAct, row: Any) -> str:  # noqa: ANN401
    if isinstance(row, Opinion):
        return reverse(act.back, args=[row.item.ref])
    return reverse(act.back, args=[row.ref] if act.is_own_page else [])


def _about(row: Any) -> object:  # noqa: ANN401
    return getattr(row, "title", "") or getattr(row, "name", "")
