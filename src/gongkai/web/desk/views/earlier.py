"""Reports that were published before the organ came to the platform: taken in from their files, then published here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.entered_shown import answers_in, entered_shown
from gongkai.web.desk.forms.cases import DayInput
from gongkai.web.desk.views.files import download
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Refused, guarded, may
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.access import PUBLISHED, new_report_target, report_target
from gongkai.web.reporting.actions.import_report import (
    answer_earlier,
    confirm_earlier,
    import_report,
    publish_earlier,
)
from gongkai.web.reporting.models import EarlierReport
from gongkai.web.reporting.queries.earlier import earlier_of, earlier_reports


class EarlierForm(forms.Form):
    """A file, whose report it is, and where it was published."""

    organ = forms.ModelChoiceField(label=gettext_lazy("机关"), queryset=Organ.objects.none(), to_field_name="ref")
    file = forms.FileField(
        label=gettext_lazy("原发布的年度报告"),
        help_text=gettext_lazy("Word、WPS、PDF、网页、Excel 或者文本；年度从文件中读出"),
    )
    source = forms.CharField(label=gettext_lazy("原发布地址或者出处"), required=False, max_length=300)

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class PublishedOnForm(forms.Form):
    """The day on which it was published then."""

    published_on = forms.DateField(label=gettext_lazy("原发布日期"), widget=DayInput, required=False)


@guarded("read", "report_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def earlier(request: Request) -> HttpResponse:
    """List what was taken in, and take in another file."""
    organs = organs_open_to(request.viewer, "create", "report_draft")
    form = EarlierForm(request.POST or None, request.FILES or None, organs=organs, initial={"organ": organs.first()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            name, data = said["file"].name, said["file"].read()
            made = import_report(request.viewer, said["organ"], name=name, data=data, source=said["source"])
        except Refused:
            raise
        except GongkaiError as error:
            form.add_error("file", "。".join(filter(None, (error.what, error.why, error.fix))) + "。")
        else:
            return redirect("desk:earlier_report", made.ref)
    context = {"rows": earlier_reports(request.viewer), "form": form, "may_import": organs.exists()}
    return render(request, "desk/earlier/list.html", context, status=422 if form.errors else 200)


@guarded("read", "report_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, ref: str) -> HttpResponse:
    """Show what was read, ask for what was not; let it count; publish it."""
    found, fault = earlier_of(request.viewer, ref), ""
    if request.method == "POST":
        try:
            return _posted(request, found)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            fault = str(error)
            found = earlier_of(request.viewer, ref)
    context = {
        "earlier": found,
        "shown": entered_shown(found, request.POST),
        "fault": fault,
        "form": PublishedOnForm(request.POST or None, initial={"published_on": found.published_on}),
        "may_edit": found.frozen is None and may(request.viewer, "create", new_report_target(found.organ)),
        "may_publish": _may_publish(request, found),
    }
    return render(request, "desk/earlier/report.html", context, status=422 if fault else 200)


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def original(request: Request, ref: str) -> HttpResponse:
    """Send the file as it came in."""
    found = earlier_of(request.viewer, ref)
    return download(OpenedFile(found.name, "application/octet-stream", bytes(found.data)))


def _may_publish(request: Request, found: EarlierReport) -> bool:
    if found.frozen is None or hasattr(found.frozen, "publication"):
        return False
    return may(request.viewer, "publish", report_target(found.frozen.report, PUBLISHED))


def _posted(request: Request, found: EarlierReport) -> HttpResponse:
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdigit() else 0
    if "publish" in request.POST:
        publish_earlier(request.viewer, found, version=version)
        messages.success(request, _("已发布到本机关的年度报告栏目。"))
        return redirect("desk:earlier")
    said = answers_in(found, request.POST)
    if said:
        answer_earlier(request.viewer, found, said, version=version)
        version = found.version
    if "confirm" not in request.POST:
        messages.success(request, _("已记下%(count)d处核对结果。") % {"count": len(said)})
        return redirect("desk:earlier_report", found.ref)
    confirm_earlier(request.viewer, found, published_on=_day(request), version=version)
    messages.success(request, _("已计入：下一年度的“上年结转”由此衔接。发布由主要领导确认。"))
    return redirect("desk:earlier_report", found.ref)


def _day(request: Request) -> date | None:
    form = PublishedOnForm(request.POST)
    found: date | None = form.cleaned_data["published_on"] if form.is_valid() else None
    return found
