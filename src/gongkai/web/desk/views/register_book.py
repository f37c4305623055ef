"""Hand in a register book, and follow how it is taken in: every fault with its cell, progress while it runs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.import_register import ask_import
from gongkai.web.cases.choices import ImportState
from gongkai.web.cases.queries import imports_of
from gongkai.web.cases.register_book import COLUMNS, template
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.cases import RegisterBookForm
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request

_SHOWN = 10


@guarded("create", "request_case")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_register(request: Request) -> HttpResponse:
    """Take a register book in hand, and list those handed in before; to htmx only the list."""
    form = RegisterBookForm(request.viewer, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _hand_in(request, form):
        return redirect("desk:import_register")
    books = list(imports_of(request.viewer)[:_SHOWN])
    running = any(book.state in (ImportState.WAITING, ImportState.RUNNING) for book in books)
    context = {"form": form, "books": books, "is_running": running, "columns": COLUMNS.items()}
    name = "desk/cases/books.html" if request.headers.get("HX-Request") else "desk/cases/import.html"
    return render(request, name, context, status=422 if form.errors else 200)


@guarded("create", "request_case")
@require_safe
def register_template(request: Request) -> HttpResponse:
    """Send the empty register book."""
    answer = HttpResponse(template(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = 'attachment; filename="register.xlsx"'
    return answer


def _hand_in(request: Request, form: RegisterBookForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        ask_import(request.viewer, form.cleaned_data["organ"], name=file.name, content=file.read())
    except Refused:
        raise
    except GongkaiError as error:
        show_fault(form, error)
        return False
    return True
