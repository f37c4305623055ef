"""Organs: the tree in the viewer's care, a new one, contact data, a new name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import InputError
from gongkai.web.desk.forms.organs import ContactForm, OrganForm, RenameForm
from gongkai.web.organs.access import guarded
from gongkai.web.organs.actions.change_organ import CONTACT_FIELDS, rename_organ, state_contact
from gongkai.web.organs.actions.found_organ import found_organ
from gongkai.web.organs.queries import organ_to_edit, organs_open_to
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
    """Show one organ and change its contact data or its name."""
    found = organ_to_edit(request.viewer, ref)
    renames = "rename" in request.POST
    seen = {"version": found.version}
    contact_values = {**{name: getattr(found.contact, name) for name in CONTACT_FIELDS}, **seen}
    posted = request.POST if request.method == "POST" else None
    contact = ContactForm(None if renames else posted, initial=contact_values)
    rename = RenameForm(posted if renames else None, initial=seen, prefix="rename")
    if contact.is_bound and contact.is_valid():
        values = dict(contact.cleaned_data)
        state_contact(request.viewer, found, values, version=values.pop("version"))
        messages.success(request, _("联系方式已保存。"))
        return redirect("desk:organ", ref)
    if rename.is_bound and rename.is_valid():
        rename_organ(request.viewer, found, **rename.cleaned_data)
        messages.success(request, _("名称已变更，原名称保留在沿革中。"))
        return redirect("desk:organ", ref)
    return render(request, "desk/organ.html", {"organ": found, "contact": contact, "rename": rename})
