"""Files of a case: always as a download, after an access decision; and adding one."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.keep_file import add_file, clear_file, open_file
from gongkai.web.cases.choices import AttachmentKind
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.queries import attachments_of, case_of
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.cases import ReasonForm, StepForm
from gongkai.web.desk.reading import case_with_content
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


class FileForm(StepForm):
    """A file and what it is."""

    kind = forms.ChoiceField(label=gettext_lazy("这是什么"), choices=AttachmentKind.choices, initial="answer")
    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("PDF、OFD、DOC（WPS）、DOCX、XLSX、JPG、PNG 或者 TXT，不超过20MB"),
    )


@guarded("read", "request_case", one=True)
@never_cache
@require_safe
def file(request: Request, ref: str, file: str) -> HttpResponse:
    """Send a file of this very case."""
    case = case_with_content(request.viewer, ref)
    if not attachments_of(request.viewer, case).filter(ref=file).exists():
        raise Refused("read", "request_case", file)
    return download(open_file(request.viewer, file, reason=_("办理案件%(number)s") % {"number": case.number}))


@guarded("edit", "request_case", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, ref: str) -> HttpResponse:
    """Add a file; its check is shown on the case page."""
    case = case_of(request.viewer, ref, "edit")
    form = FileForm(request.POST or None, request.FILES or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        upload = Upload(said["file"].name, said["file"].read(), said["kind"])
        try:
            add_file(request.viewer, case, upload, version=said["version"])
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("附件已保存。"))
            return redirect("desk:case", ref)
    act = {"title": _("添加附件"), "meaning": _("系统会检查附件中的隐藏内容和个人信息。")}
    status = 422 if form.errors else 200
    return render(request, "desk/cases/step.html", {"case": case, "act": act, "form": form}, status=status)


@guarded("edit", "request_case", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: Request, ref: str, file: str) -> HttpResponse:
    """Let a file pass that the check flagged, with a reason."""
    case = case_of(request.viewer, ref, "edit")
    flagged = attachments_of(request.viewer, case).filter(ref=file).first()
    if flagged is None:
        raise Refused("edit", "request_case", file)
    form = ReasonForm(request.POST or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        try:
            clear_file(request.viewer, flagged, reason=form.cleaned_data["reason"])
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("附件已放行，理由记入日志。"))
            return redirect("desk:case", ref)
    act = {
        "title": _("放行附件"),
        "meaning": _("只有逐项核对过、可以照原样公开的才能放行；需要遮蔽的，请遮蔽后重新上传。"),
    }
    context = {"case": case, "act": act, "form": form, "file": flagged}
    return render(request, "desk/cases/clear_file.html", context, status=422 if form.errors else 200)


def download(opened: OpenedFile) -> HttpResponse:
    """Answer with a file, never shown in the page's own origin."""
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, opened.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
