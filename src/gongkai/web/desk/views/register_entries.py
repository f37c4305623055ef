"""One entry of a register: enter it, show it, change it, void it, put evidence beside it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.cases import ReasonForm
from gongkai.web.desk.forms.columns import ColumnsForm, as_typed
from gongkai.web.desk.views.files import download
from gongkai.web.desk.views.registers import known_book, shown
from gongkai.web.organs.access import Refused, guarded, may
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.registers.access import KIND, register_target
from gongkai.web.registers.actions.enter import change_entry, enter_entry, values_of, void_entry
from gongkai.web.registers.actions.evidence import add_evidence, open_evidence
from gongkai.web.registers.books import Book
from gongkai.web.registers.models import Entry
from gongkai.web.registers.queries import entry_of, evidence_of


class EvidenceForm(forms.Form):
    """A file that shows where an entry comes from."""

    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("PDF、OFD、DOC（WPS）、DOCX、XLSX、JPG、PNG 或者 TXT，不超过20MB"),
    )


@guarded("create", "register")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, book: str) -> HttpResponse:
    """Enter something."""
    known = known_book(book)
    organs = organs_open_to(request.viewer, "create", KIND)
    organ = organs.filter(ref=request.GET["organ"]).first() if "organ" in request.GET else organs.first()
    if organ is None:
        raise Refused("create", KIND)
    today = timezone.localdate(request.now)
    form = ColumnsForm(known.columns, request.POST or None, initial={"year": today.year, "month": today.month})
    if request.method == "POST" and form.is_valid():
        try:
            entry = enter_entry(request.viewer, organ, book, form.typed())
        except GongkaiError as error:
            _show(form, error)
        else:
            messages.success(request, _("已登记。"))
            return redirect("desk:new_entry" if "again" in request.POST else "desk:entry", *_address(entry, request))
    return _form_page(request, known, form, _("登记：%(book)s") % {"book": known.name})


def _address(entry: Entry, request: Request) -> tuple[str, ...]:
    return (entry.book,) if "again" in request.POST else (entry.book, entry.ref)


@guarded("read", "register", one=True)
@never_cache
@require_safe
def entry(request: Request, book: str, ref: str) -> HttpResponse:
    """Show one entry."""
    found = entry_of(request.viewer, book, ref)
    return _entry_page(request, found, EvidenceForm())


@guarded("edit", "register", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, book: str, ref: str) -> HttpResponse:
    """Change an entry."""
    found, known = entry_of(request.viewer, book, ref, "edit"), known_book(book)
    initial = {**as_typed(values_of(found, known)), "version": found.version}
    form = ColumnsForm(known.columns, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_entry(request.viewer, found, form.typed(), version=form.cleaned_data["version"] or 0)
        except GongkaiError as error:
            _show(form, error)
        else:
            messages.success(request, _("已修改。"))
            return redirect("desk:entry", book, ref)
    return _form_page(request, known, form, _("修改：%(book)s") % {"book": known.name}, found)


@guarded("edit", "register", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def void(request: Request, book: str, ref: str) -> HttpResponse:
    """Void an entry, with a reason."""
    found, known = entry_of(request.viewer, book, ref, "edit"), known_book(book)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            void_entry(request.viewer, found, version=said["version"], reason=said["reason"])
        except GongkaiError as error:
            _show(form, error)
        else:
            messages.success(request, _("已作废：仍保留在登记簿中，不再计数。"))
            return redirect("desk:entry", book, ref)
    return _form_page(request, known, form, _("作废：%(book)s") % {"book": known.name}, found)


@guarded("edit", "register", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, book: str, ref: str) -> HttpResponse:
    """Put a file beside an entry."""
    found = entry_of(request.viewer, book, ref, "edit")
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            add_evidence(request.viewer, found, name=upload.name, content=upload.read())
        except GongkaiError as error:
            _show(form, error)
        else:
            messages.success(request, _("佐证材料已保存。"))
            return redirect("desk:entry", book, ref)
    return _entry_page(request, found, form)


@guarded("read", "register", one=True)
@never_cache
@require_safe
def evidence_file(request: Request, book: str, ref: str, file: str) -> HttpResponse:
    """Send a file of this very entry."""
    found = entry_of(request.viewer, book, ref)
    if file not in {known.ref for known in evidence_of(request.viewer, found)}:
        raise Refused("read", KIND, file)
    return download(open_evidence(request.viewer, file))


def _entry_page(request: Request, entry: Entry, form: forms.Form) -> HttpResponse:
    known = known_book(entry.book)
    context = {
        "book": known,
        "entry": entry,
        "facts": [(column.head, shown(entry, column)) for column in known.columns],
        "files": evidence_of(request.viewer, entry),
        "may_edit": entry.voided_at is None and may(request.viewer, "edit", register_target(entry.organ_id)),
        "form": form,
    }
    return render(request, "desk/registers/entry.html", context, status=422 if form.errors else 200)


def _form_page(request: Request, book: Book, form: forms.Form, title: str, entry: Entry | None = None) -> HttpResponse:
    context = {"book": book, "entry": entry, "form": form, "title": title}
    return render(request, "desk/registers/form.html", context, status=422 if form.errors else 200)


def _show(form: forms.Form, error: GongkaiError) -> None:
    if isinstance(error, Refused | StaleVersion):
        raise error
    if isinstance(error, EntryFaults) and isinstance(form, ColumnsForm):
        form.show(error)
    else:
        show_fault(form, error)
