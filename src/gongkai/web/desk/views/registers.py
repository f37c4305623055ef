"""The registers: a year at a glance, one book as a list, its template, and the same as a spreadsheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import xlsxwriter
from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gongkai.web.organs.access import could, guarded, may
from gongkai.web.organs.columns import Column, template
from gongkai.web.organs.models import Organ
from gongkai.web.organs.requests import Request
from gongkai.web.registers.access import register_target
from gongkai.web.registers.books import BOOKS, Book
from gongkai.web.registers.models import Closing, Entry
from gongkai.web.registers.queries import (
    EntryFilter,
    books_for,
    by_month,
    closings,
    entries,
    register_organ,
    register_organs,
)
from gongkai.web.reporting.queries.in_force import in_force_chains

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YEARS_SHOWN: Final = 5
_MOST_EXPORTED: Final = 20_000


@dataclass(frozen=True, slots=True)
class BookCard:
    """One book on the overview: how much is in it for the year, and whether it is complete."""

    book: Book
    count: int
    closing: Closing | None


class EntryFilterForm(forms.Form):
    """What narrows a book."""

    word = forms.CharField(label=gettext_lazy("找什么"), required=False, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=gettext_lazy("种类"), required=False)
    year = forms.IntegerField(label=gettext_lazy("年度"), required=False, min_value=1949, max_value=2200)
    voided = forms.BooleanField(label=gettext_lazy("包括已作废的"), required=False)

    def __init__(self, book: Book, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        kinds = [column for column in book.columns if column.field == "kind"]
        if kinds:
            self.fields["kind"].choices = [("", _("全部")), *kinds[0].choices]  # type: ignore[attr-defined]
        else:
            del self.fields["kind"]

    def chosen(self) -> EntryFilter:
        """Return the filter; what cannot be understood narrows nothing."""
        self.is_valid()
        return EntryFilter(**{name: value for name, value in self.cleaned_data.items() if value})


def known_book(book: str) -> Book:
    """Return the book of that name; the page is not there for another."""
    if book not in BOOKS:
        raise Http404
    return BOOKS[book]


def organ_shown(request: Request) -> Organ:
    """Return the organ whose registers the address names, or the viewer's first."""
    return register_organ(request.viewer, request.GET.get("organ", ""))


def year_shown(request: Request) -> int:
    """Return the year that the address names: in January last year's, for that is when it is completed."""
    today = timezone.localdate(request.now)
    usual = today.year - (1 if today.month == 1 else 0)
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and 1949 <= int(text) <= today.year else usual


@guarded("list", "register")
@require_safe
def overview(request: Request) -> HttpResponse:
    """Show a year of every book, month by month, and how the numbers in force came about."""
    viewer, organ, year = request.viewer, organ_shown(request), year_shown(request)
    closed = closings(viewer, organ, year)
    shown_books = books_for(year)
    cards = [
        BookCard(book, entries(viewer, organ, book.id, EntryFilter(year=year)).count(), closed.get(book.id))
        for book in shown_books
    ]
    this_year = timezone.localdate(request.now).year
    context = {
        "organ": organ,
        "organs": register_organs(viewer),
        "year": year,
        "years": range(this_year, this_year - _YEARS_SHOWN - 1, -1),
        "cards": cards,
        "months": range(1, 13),
        "by_month": by_month(viewer, organ, year),
        "chains": in_force_chains(viewer, organ, range(year - _YEARS_SHOWN + 1, year + 1)),
        "may_edit": may(viewer, "edit", register_target(organ.pk)),
    }
    return render(request, "desk/registers/overview.html", context)


@guarded("list", "register")
@require_safe
def book(request: Request, book: str) -> HttpResponse:
    """List one book."""
    known, organ = known_book(book), organ_shown(request)
    form = EntryFilterForm(known, request.GET)
    page = Paginator(entries(request.viewer, organ, book, form.chosen()), 50).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "book": known,
        "organ": organ,
        "form": form,
        "page": page,
        "heads": [column.head for column in known.columns],
        "rows": [
            (entry, [(column.head, shown(entry, column)) for column in known.columns]) for entry in page.object_list
        ],
        "narrowed": f"{kept.urlencode()}&" if kept else "",
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_edit": may(request.viewer, "create", register_target(organ.pk)),
        "may_export": could(request.viewer, "export", "register"),
    }
    return render(request, "desk/registers/book.html", context)


@guarded("list", "register")
@require_safe
def template_file(request: Request, book: str) -> HttpResponse:
    """Send the empty spreadsheet of a book."""
    known = known_book(book)
    return sheet_answer(template(str(known.name), known.columns), f"register-{book}.xlsx")


@guarded("export", "register")
@require_safe
def export(request: Request, book: str) -> HttpResponse:
    """Send what the list shows as a spreadsheet, with the columns of the template."""
    known, organ = known_book(book), organ_shown(request)
    found = entries(request.viewer, organ, book, EntryFilterForm(known, request.GET).chosen())[:_MOST_EXPORTED]
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as workbook:
        sheet = workbook.add_worksheet(str(known.name)[:31])
        sheet.write_row(0, 0, [column.head for column in known.columns], workbook.add_format({"bold": True}))
        for number, entry in enumerate(found, 1):
            sheet.write_row(number, 0, [shown(entry, column) for column in known.columns])
    return sheet_answer(memory.getvalue(), f"register-{book}-{organ.ref}.xlsx")


def sheet_answer(content: bytes, name: str) -> HttpResponse:
    """Answer with a spreadsheet."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def shown(entry: Entry, column: Column) -> str:
    """Return what an entry holds in a column, in words."""
    value = getattr(entry, column.field)
    if column.type == "choice":
        return str(dict(column.choices).get(value, value))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
