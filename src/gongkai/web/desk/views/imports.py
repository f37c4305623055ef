"""Take organs or accounts in from a spreadsheet: all rows or none, every fault with its cell."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.web.desk.forms.people import SheetForm
from gongkai.web.organs.access import Viewer, guarded
from gongkai.web.organs.actions.import_accounts import ACCOUNT_COLUMNS, import_accounts_from
from gongkai.web.organs.actions.import_organs import ORGAN_COLUMNS, import_organs_from
from gongkai.web.organs.columns import Column, explained, template
from gongkai.web.organs.queries import require_opening
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sheets import Sheet, SheetFaults, read_sheet

Import = Callable[[Viewer, Sheet], list[tuple[str, str]]]


@guarded("create", "organ")
@require_http_methods(["GET", "HEAD", "POST"])
def import_organs(request: Request) -> HttpResponse:
    """Take in organs."""
    return _import(request, import_organs_from, ORGAN_COLUMNS, _("导入机关"), "desk:organs")


@guarded("create", "account")
@require_http_methods(["GET", "HEAD", "POST"])
def import_accounts(request: Request) -> HttpResponse:
    """Take in accounts, and show their first passwords once."""
    require_opening(request.viewer)
    return _import(request, import_accounts_from, ACCOUNT_COLUMNS, _("导入账号"), "desk:accounts")


@guarded("create", "organ")
@require_safe
def organs_template(request: Request) -> HttpResponse:
    """Send the empty spreadsheet of organs."""
    return _sheet("organs.xlsx", template("机关", ORGAN_COLUMNS))


@guarded("create", "account")
@require_safe
def accounts_template(request: Request) -> HttpResponse:
    """Send the empty spreadsheet of accounts."""
    require_opening(request.viewer)
    return _sheet("people.xlsx", template("人员", ACCOUNT_COLUMNS))


def _sheet(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _import(request: Request, take_in: Import, columns: tuple[Column, ...], title: str, back: str) -> HttpResponse:
    form = SheetForm(request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = take_in(request.viewer, read_sheet(upload.name, upload.read(), [column.head for column in columns]))
        except SheetFaults as error:
            faults = [str(fault) for fault in error.faults]
        else:
            messages.success(request, _("已导入%(count)d行。") % {"count": len(made)})
            if not any(password for _name, password in made):
                return redirect(back)
            return render(request, "desk/first_passwords.html", {"made": made})
    context = {
        "form": form,
        "faults": faults,
        "columns": [(column, explained(column)) for column in columns],
        "title": title,
        "back": back,
    }
    return render(request, "desk/import.html", context, status=422 if faults else 200)
