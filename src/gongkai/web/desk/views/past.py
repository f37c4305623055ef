"""Bring past items in and take everything out: tables and folders with their faults and progress, exports."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.special import UploadForm
from gongkai.web.desk.office_acts import may_release
from gongkai.web.desk.standing import organ_for
from gongkai.web.disclosure.actions.export_items import MOST_IN_TABLE, export_items
from gongkai.web.disclosure.actions.import_items import ask_item_import
from gongkai.web.disclosure.item_book import COLUMNS, template, write_book
from gongkai.web.disclosure.item_folder import is_folder, listed_from, open_folder
from gongkai.web.disclosure.leaving import in_order, past_items, write_lines, write_zip
from gongkai.web.disclosure.queries.special import held_in, visible_imports
from gongkai.web.disclosure.special_choices import ImportState
from gongkai.web.organs.access import Refused, could, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sheets import SheetFaults

_SHOWN = 10
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RUNNING = (ImportState.WAITING, ImportState.RUNNING, ImportState.RELEASING)


@guarded("list", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def past(request: Request) -> HttpResponse:
    """Take a table or folder in hand, and list those handed in before; to htmx only the list."""
    may_write = could(request.viewer, "create", "disclosure_draft")
    form = UploadForm(request.viewer, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _hand_in(request, form):
        return redirect("desk:past")
    books = list(visible_imports(request.viewer)[:_SHOWN])
    context = {
        "form": form,
        "may_write": may_write,
        "books": [(book, held_in(request.viewer, book)[:50], may_release(request.viewer, book)) for book in books],
        "is_running": any(book.state in _RUNNING for book in books),
        "columns": COLUMNS.items(),
    }
    name = "desk/special/past_books.html" if request.headers.get("HX-Request") else "desk/special/past.html"
    return render(request, name, context, status=422 if form.errors else 200)


@guarded("create", "disclosure_draft")
@require_safe
def past_template(request: Request) -> HttpResponse:
    """Send the empty table."""
    return _sent(template(), "items.xlsx")


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_folder(request: Request) -> HttpResponse:
    """Make a table of the files of a folder, ready to be completed; nothing of it is kept."""
    form = UploadForm(request.viewer, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            if is_folder(content):
                return _sent(write_book(listed_from(open_folder(content))), "listed.xlsx")
            form.add_error("file", _("不是文件夹的压缩包（ZIP）"))
        except SheetFaults as error:
            form.add_error("file", "；".join(map(str, error.faults)))
    act = {
        "meaning": _("把装着文件的压缩包列成目录表：标题、日期取自文件名，类别取自文件夹名。补齐后放回压缩包再导入。")
    }
    context = {"title": _("列出文件夹"), "form": form, "back": reverse("desk:past"), "act": act}
    return render(request, "desk/special/step.html", context, status=422 if form.errors else 200)


@guarded("list", "disclosure_draft")
@never_cache
@require_safe
def export(request: Request) -> HttpResponseBase:
    """Send every item of an organ that the viewer reads: a table, JSON lines, or a zip with all files."""
    organ = organ_for(request.viewer, request.GET.get("organ", ""))
    form = request.GET.get("form", "xlsx")
    items = in_order(export_items(request.viewer, organ, form))
    if form == "jsonl":
        lines = StreamingHttpResponse(write_lines(items.iterator(chunk_size=500)), content_type="application/x-ndjson")
        lines["Content-Disposition"] = 'attachment; filename="items.jsonl"'
        return lines
    if form == "zip":
        return FileResponse(write_zip(items.iterator(chunk_size=200)), as_attachment=True, filename="items.zip")
    return _sent(write_book(past_items(items[:MOST_IN_TABLE])), "items.xlsx")


def _hand_in(request: Request, form: UploadForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        ask_item_import(request.viewer, form.cleaned_data["organ"], name=file.name, content=file.read())
    except Refused:
        raise
    except GongkaiError as error:
        show_fault(form, error)
        return False
    messages.success(request, _("已收到，正在检查。"))
    return True


def _sent(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
