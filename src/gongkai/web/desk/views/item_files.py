"""Files of an item: added, taken away, opened; always after an access decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.forms.items import FileForm
from gongkai.web.desk.views.files import download
from gongkai.web.disclosure.actions.keep_files import Upload, add_file, remove_file
from gongkai.web.disclosure.choices import FileRole
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import file_of, item_of
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


@guarded("edit", "disclosure_draft", one=True)
@require_POST
def add(request: Request, ref: str) -> HttpResponse:
    """Take a file in: an attachment by the form, a picture of the body by the editor, which wants JSON."""
    item = item_of(request.viewer, ref, "edit")
    form = FileForm(request.POST, request.FILES)
    is_picture = request.POST.get("role") == FileRole.PICTURE
    if not form.is_valid():
        return _refused(request, item, _("没有选择文件。"), is_picture=is_picture)
    given = form.cleaned_data["file"]
    upload = Upload(given.name, given.read(), FileRole.PICTURE if is_picture else FileRole.ATTACHMENT)
    try:
        file = add_file(request.viewer, item, upload, version=form.cleaned_data["version"])
    except Refused:
        raise
    except StaleVersion:
        if not is_picture:
            raise
        return _refused(request, item, _("稿件刚被其他人修改，请先保存。"), is_picture=True)
    except GongkaiError as error:
        return _refused(request, item, error.message, is_picture=is_picture)
    item.refresh_from_db()
    if is_picture:
        address = reverse("desk:item_file", args=[item.ref, file.ref])
        return JsonResponse({"ref": file.ref, "address": address, "name": file.name, "version": item.version})
    if file.findings:
        messages.warning(request, _("“%(name)s”已保存，检查发现需要处理的内容，请看发布前检查。") % {"name": file.name})
    else:
        messages.success(request, _("“%(name)s”已保存，检查通过。") % {"name": file.name})
    return redirect("desk:edit_item", item.ref)


@guarded("edit", "disclosure_draft", one=True)
@require_POST
def remove(request: Request, ref: str, file: str) -> HttpResponse:
    """Take a file out of a draft."""
    item = item_of(request.viewer, ref, "edit")
    try:
        remove_file(request.viewer, item, file)
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("附件已删去。"))
    return redirect("desk:edit_item", item.ref)


@guarded("read", "disclosure_draft", one=True)
@never_cache
@require_safe
def file(request: Request, ref: str, file: str) -> HttpResponse:
    """Send a file of this very item."""
    found = file_of(request.viewer, item_of(request.viewer, ref), file)
    return download(OpenedFile(found.name, found.media_type, bytes(found.content)))


def _refused(request: Request, item: Item, words: str, *, is_picture: bool) -> HttpResponse:
    if is_picture:
        return JsonResponse({"error": words}, status=422)
    messages.error(request, words)
    return redirect("desk:edit_item", item.ref)
