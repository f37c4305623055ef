"""Write an item: begin it, go on with it; where two wrote at once, both versions side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.items import FileForm, ItemForm, NewItemForm, initial_of
from gongkai.web.desk.item_words import FIELDS
from gongkai.web.disclosure.actions.draft_item import Conflict, draft_item, save_item
from gongkai.web.disclosure.contents import ItemContent, content_of
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import files_of, item_of
from gongkai.web.disclosure.queries.history import text_changes
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Begin an item."""
    form = NewItemForm(request.viewer, request.POST or None, initial={"made_on": timezone.localdate(request.now)})
    if request.method == "POST" and form.is_valid():
        try:
            item = draft_item(request.viewer, form.cleaned_data["organ"], form.content())
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(
                request, _("草稿已保存，索引号%(number)s。可以添加附件，然后送审。") % {"number": item.index_number}
            )
            return redirect("desk:edit_item", item.ref)
    return render(request, "desk/items/edit.html", {"form": form, "item": None}, status=422 if form.errors else 200)


@guarded("edit", "disclosure_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, ref: str) -> HttpResponse:
    """Go on with a draft; saving over somebody else's version shows both instead."""
    item = item_of(request.viewer, ref, "edit")
    form = ItemForm(request.POST or None, initial=initial_of(content_of(item), item.version))
    if request.method == "POST" and form.is_valid():
        try:
            save_item(request.viewer, item, form.content(), version=form.cleaned_data["version"] or 0)
        except Conflict as conflict:
            return _both(request, item, conflict)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("草稿已保存。"))
            return redirect(_next(request, item))
    return render(request, "desk/items/edit.html", _context(request, item, form), status=422 if form.errors else 200)


def _next(request: Request, item: Item) -> str:
    name = "desk:item_submit" if "and_submit" in request.POST else "desk:edit_item"
    return reverse(name, args=[item.ref])


def _context(request: Request, item: Item, form: ItemForm) -> dict[str, Any]:
    return {
        "item": item,
        "form": form,
        "files": files_of(request.viewer, item),
        "file_form": FileForm(initial={"version": item.version}, prefix="", auto_id="file_%s"),
    }


def _both(request: Request, item: Item, conflict: Conflict) -> HttpResponse:
    """Show what differs between the stored and the unsaved version; saving again starts from the stored one."""
    form = ItemForm(initial=initial_of(conflict.yours, conflict.version))
    context = {**_context(request, item, form), "differences": _differences(conflict.stored, conflict.yours)}
    return render(request, "desk/items/conflict.html", context, status=409)


def _differences(stored: ItemContent, yours: ItemContent) -> list[dict[str, Any]]:
    theirs, own = stored.plain(), yours.plain()
    names = [name for name in FIELDS if name in own and theirs[name] != own[name]]
    return [{"name": FIELDS[name], "changes": text_changes(str(theirs[name]), str(own[name]))} for name in names]
