"""Drop a report, get it back marked. Nothing is kept: no row is written and no file is left."""

from __future__ import annotations

from typing import Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.review.shell import page_policy
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.models import Organ
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.given_file import GivenBack, mark_given, read_given
from gongkai.web.reporting.queries.checking import checking_organ, checking_organs, public_previous

PAGE, DOCX, XLSX, JSON = "page", "docx", "xlsx", "json"
FORMATS: Final = (
    (PAGE, gettext_lazy("标好问题的页面（页面里可以下载下面三种文件）")),
    (DOCX, gettext_lazy("带批注的 Word 文档")),
    (XLSX, gettext_lazy("检查结果表格（XLSX）")),
    (JSON, gettext_lazy("数据和检查结果（JSON）")),
)


class GivenForm(forms.Form):
    """A report, and what to hand back."""

    file = forms.FileField(
        label=gettext_lazy("年度报告"),
        help_text=gettext_lazy("Word、WPS、PDF、网页、Excel 或者文本，不超过20MB。扫描件不做文字识别。"),
    )
    give = forms.ChoiceField(
        label=gettext_lazy("返回什么"), choices=FORMATS, widget=forms.RadioSelect, initial=PAGE, required=False
    )


@open_to_all("a list of the organs that offer it to the reader; each decides for itself whether anybody may")
@never_cache
@require_safe
def check(request: Request) -> HttpResponse:
    """Show where a report may be dropped; where that is one place, the place."""
    organs = list(checking_organs(request.viewer)[:200])
    if len(organs) == 1:
        return _form(request, organs[0], GivenForm())
    return render(request, "portal/check/places.html", {"organs": organs}, status=200)


@open_to_all("the query refuses unless the organ opened it to everybody, or the reader is of its staff")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_at(request: Request, ref: str) -> HttpResponse:
    """Take a file in, read it apart, and hand it back marked."""
    organ = checking_organ(request.viewer, ref)
    form = GivenForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            return _answer(request, organ, upload.name, upload.read(), form.cleaned_data["give"] or PAGE)
        except GongkaiError as error:
            form.add_error("file", "。".join(filter(None, (error.what, error.why, error.fix))) + "。")
        finally:
            upload.close()
    return _form(request, organ, form)


def _form(request: Request, organ: Organ, form: forms.Form) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "portal/check/form.html", {"organ": organ, "form": form}, status=status)


def _answer(request: Request, organ: Organ, name: str, data: bytes, give: str) -> HttpResponse:
    report = read_given(name, data)
    previous = public_previous(request.now, report)
    given = mark_given(name, data, report, timezone.localdate(request.now), previous=previous)
    if give != PAGE:
        return _file(given, give)
    links = {_("再查一份"): reverse("portal:check_at", args=[organ.ref])}
    answer = HttpResponse(given.page(links))
    answer.headers["Content-Security-Policy"] = page_policy(script=True) + "; frame-ancestors 'none'"
    return answer


def _file(given: GivenBack, give: str) -> HttpResponse:
    name = next(name for name in given.files if name.endswith(f".{give}"))
    media_type, content = given.files[name]
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
