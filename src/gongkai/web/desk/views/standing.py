"""公开指南, 公开制度, 公开目录 on the desk: how complete they are, what is missing, the item that publishes each."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.special import GuideForm, NoteForm, UploadForm
from gongkai.web.desk.standing import organ_for, parts_of
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.actions.import_standard import columns, import_standard
from gongkai.web.disclosure.actions.keep_guide import (
    check_guide,
    draft_catalogue,
    draft_guide,
    note_category,
    state_guide,
)
from gongkai.web.disclosure.catalogue import catalogue_of
from gongkai.web.disclosure.guide import lacking, sections_of, suggested, values_of
from gongkai.web.disclosure.listed import guide_fields, standard
from gongkai.web.disclosure.queries.special import guide_of, published_guide, rules_of
from gongkai.web.organs.access import Refused, guarded, may
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sheets import SheetFaults, read_sheet
from gongkai.web.organs.versions import StaleVersion


@guarded("list", "disclosure_draft")
@never_cache
@require_safe
def standing(request: Request) -> HttpResponse:
    """Show how complete an organ's standing publications are."""
    organ = organ_for(request.viewer, request.GET.get("organ", ""))
    organs = organs_open_to(request.viewer, "list", "disclosure_draft")
    context = {"organ": organ, "organs": organs, "parts": parts_of(request.viewer, organ)}
    return render(request, "desk/special/standing.html", context)


@guarded("list", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: Request) -> HttpResponse:
    """Show and change what the guide says."""
    organ = organ_for(request.viewer, request.GET.get("organ", ""))
    kept = guide_of(organ)
    begun: Mapping[str, str] = suggested(organ) if kept.pk is None else {}
    initial = {name: getattr(kept, name) or begun.get(name, "") for name in GuideForm.base_fields}
    form = GuideForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            state_guide(request.viewer, organ, said, version=said.pop("version"))
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已保存。"))
            return _back("desk:organ_guide", organ)
    values, missing = values_of(organ, kept), lacking(organ, kept)
    context = {
        "organ": organ,
        "form": form,
        "missing": missing,
        "fields": [(field, values[field.id]) for field in guide_fields() if field.kept_in == "contact"],
        "sections": sections_of(organ, kept, timezone.localdate(request.now)),
        "issued": published_guide(request.now, organ),
        "kept": kept,
        "may_write": may(request.viewer, "create", new_target(organ.pk)),
    }
    return render(request, "desk/special/guide.html", context, status=422 if form.errors else 200)


@guarded("create", "disclosure_draft")
@require_POST
def check(request: Request) -> HttpResponse:
    """Say that the guide was looked at and is right."""
    organ = organ_for(request.viewer, request.POST.get("organ", ""))
    try:
        check_guide(request.viewer, organ)
    except Refused:
        raise
    except GongkaiError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已记下核对日期。"))
    return _back("desk:organ_guide", organ)


@guarded("create", "disclosure_draft")
@require_POST
def issue_guide(request: Request) -> HttpResponse:
    """Begin the item that publishes the guide."""
    organ = organ_for(request.viewer, request.POST.get("organ", ""))
    try:
        item = draft_guide(request.viewer, organ)
    except Refused:
        raise
    except GongkaiError as error:
        messages.error(request, str(error))
        return _back("desk:organ_guide", organ)
    messages.success(request, _("已生成公开指南的草稿，请核对后送审。"))
    return redirect("desk:item", item.ref)


@guarded("list", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def catalogue(request: Request) -> HttpResponse:
    """Show the catalogue and the institutions; say why nothing stands in a category."""
    organ = organ_for(request.viewer, request.GET.get("organ", "") or request.POST.get("organ", ""))
    if request.method == "POST":
        form = NoteForm(request.POST)
        if form.is_valid():
            note_category(request.viewer, organ, form.cleaned_data["category"], form.cleaned_data["note"])
            messages.success(request, _("已保存。"))
        return _back("desk:catalogue", organ)
    context = {
        "organ": organ,
        "lines": catalogue_of(organ, request.now),
        "rules": rules_of(request.now, organ),
        "may_write": may(request.viewer, "create", new_target(organ.pk)),
    }
    return render(request, "desk/special/catalogue.html", context)


@guarded("create", "disclosure_draft")
@require_POST
def issue_catalogue(request: Request) -> HttpResponse:
    """Begin the item that publishes the catalogue."""
    item = draft_catalogue(request.viewer, organ_for(request.viewer, request.POST.get("organ", "")))
    messages.success(request, _("已生成公开目录的草稿，请核对后送审。"))
    return redirect("desk:item", item.ref)


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def standards(request: Request) -> HttpResponse:
    """Take in the local standard catalogue that an organ adopted."""
    form = UploadForm(request.viewer, request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        organ, upload = form.cleaned_data["organ"], form.cleaned_data["file"]
        try:
            count = import_standard(request.viewer, organ, read_sheet(upload.name, upload.read(), columns()))
        except SheetFaults as error:
            faults = [str(fault) for fault in error.faults]
        else:
            messages.success(request, _("已导入%(count)d行，替换了原来的标准目录。") % {"count": count})
            return _back("desk:catalogue", organ)
    context = {
        "title": _("导入基层政务公开标准目录"),
        "meaning": standard().note,
        "form": form,
        "faults": faults,
        "columns": [(name, "") for name in columns()],
        "back": reverse("desk:catalogue"),
    }
    return render(request, "desk/special/import_posts.html", context, status=422 if faults or form.errors else 200)


def _back(route: str, organ: Organ) -> HttpResponse:
    answer = redirect(route)
    answer["Location"] += f"?organ={organ.ref}"
    return answer
