"""Organs: the tree in the viewer's care, a new one, contact data, a new name."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import InputError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.organs import ContactForm, MoveForm, OrganForm, RenameForm, SucceedForm
from gongkai.web.organs.access import guarded
from gongkai.web.organs.actions.change_organ import CONTACT_FIELDS, move_organ, rename_organ, state_contact
from gongkai.web.organs.actions.found_organ import found_organ
from gongkai.web.organs.actions.succeed_organ import merge_organs, split_organ
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organ_to_edit, organs_open_to, successions_of
from gongkai.web.organs.requests import Request
from gongkai.web.organs.tree import branches


@guarded("edit", "organ")
@require_safe
def organs(request: Request) -> HttpResponse:
    """Show the organs that the viewer cares for."""
    tree = branches(organs_open_to(request.viewer, "edit", "organ").order_by("ref"))
    return render(request, "desk/organs.html", {"tree": tree})


@guarded("create", "organ")
@require_http_methods(["GET", "HEAD", "POST"])
def new_organ(request: Request) -> HttpResponse:
    """Enter a new organ."""
    form = OrganForm(request.viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            organ = found_organ(request.viewer, **form.cleaned_data)
        except InputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("已录入机关。"))
            return redirect("desk:organ", organ.ref)
    return render(request, "desk/form.html", {"form": form, "title": _("录入机关"), "back": "desk:organs"})


@guarded("edit", "organ", one=True)
@require_http_methods(["GET", "HEAD", "POST"])
def organ(request: Request, ref: str) -> HttpResponse:
    """Show one organ and change its contact data, its name or the organ above it."""
    found = organ_to_edit(request.viewer, ref)
    forms = _forms(request, found)
    for name, form in forms.items():
        if form.is_bound and form.is_valid() and _changed(request, found, name, form):
            return redirect("desk:organ", ref)
    context = {
        "organ": found,
        **forms,
        "former_names": found.former_names.order_by("until_on"),
        "successions": successions_of(found),
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "desk/organ.html", context, status=status)


def _forms(request: Request, found: Organ) -> dict[str, Form]:
    """Return the three forms of the page; the one whose button was pressed is bound."""
    seen = {"version": found.version}
    contact = {**{name: getattr(found.contact, name) for name in CONTACT_FIELDS}, **seen}

    def said(name: str) -> QueryDict | None:
        return request.POST if name in request.POST else None

    return {
        "contact": ContactForm(said("contact"), initial=contact),
        "rename": RenameForm(said("rename"), initial=seen, prefix="rename"),
        "move": MoveForm(request.viewer, said("move"), initial=seen, prefix="move"),
    }


def _changed(request: Request, found: Organ, name: str, form: Form) -> bool:
    said, done = dict(form.cleaned_data), ""
    try:
        if name == "contact":
            state_contact(request.viewer, found, said, version=said.pop("version"))
            done = _("联系方式已保存。")
        elif name == "rename":
            rename_organ(request.viewer, found, **said)
            done = _("名称已变更，原名称保留在沿革中。")
        else:
            move_organ(request.viewer, found, **said)
            done = _("上级机关已变更。谁能看到它的案件随之改变。")
    except InputError as error:
        show_fault(form, error)
        return False
    messages.success(request, done)
    return True


@guarded("edit", "organ", one=True)
@require_http_methods(["GET", "HEAD", "POST"])
def succeed(request: Request, ref: str) -> HttpResponse:
    """Abolish an organ: another stands in its place, or several."""
    found = organ_to_edit(request.viewer, ref)
    form = SucceedForm(request.viewer, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        among = list(said.pop("among"))
        try:
            if len(among) == 1:
                merge_organs(request.viewer, [found], among[0], **said)
            else:
                split_organ(request.viewer, found, among, **said)
        except InputError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("机关已撤销，由新的机关承接。"))
            return redirect("desk:organs")
    context = {"organ": found, "form": form}
    return render(request, "desk/succeed.html", context, status=422 if form.errors else 200)
