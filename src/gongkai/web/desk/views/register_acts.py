"""What is done with a whole book: take a spreadsheet in, say that a year is complete, open it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.errors import GongkaiError
from gongkai.web.desk.forms.people import ReasonForm, SheetForm
from gongkai.web.desk.views.registers import known_book
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sheets import SheetFaults
from gongkai.web.registers.access import KIND
from gongkai.web.registers.actions.finish import close_book, reopen_book
from gongkai.web.registers.actions.take_in import import_entries
from gongkai.web.registers.queries import closings, register_organ


@guarded("create", "register")
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: Request, book: str) -> HttpResponse:
    """Take in a spreadsheet: all rows or none, every fault with its cell."""
    known = known_book(book)
    organs = organs_open_to(request.viewer, "create", KIND)
    organ = organs.filter(ref=request.GET["organ"]).first() if "organ" in request.GET else organs.first()
    if organ is None:
        raise Refused("create", KIND)
    form, faults = SheetForm(request.POST or None, request.FILES or None), list[str]()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = import_entries(request.viewer, organ, book, name=upload.name, content=upload.read())
        except SheetFaults as error:
            faults = [str(fault) for fault in error.faults]
        except Refused:
            raise
        except GongkaiError as error:
            faults = [str(error)]
        else:
            messages.success(request, _("已导入%(count)d行。") % {"count": made})
            return redirect("desk:register", book)
    context = {
        "form": form,
        "faults": faults,
        "columns": known.columns,
        "title": _("导入：%(book)s") % {"book": known.name},
        "back": reverse("desk:register", args=[book]),
        "template_address": reverse("desk:book_template", args=[book]),
    }
    return render(request, "desk/registers/import.html", context, status=422 if faults or form.errors else 200)


@guarded("edit", "register")
@require_POST
def close(request: Request, year: int, book: str) -> HttpResponse:
    """Say that a book is complete for a year."""
    known, organ = known_book(book), register_organ(request.viewer, request.POST.get("organ", ""))
    try:
        close_book(request.viewer, organ, book, year)
    except Refused:
        raise
    except GongkaiError as error:
        messages.error(request, str(error))
    else:
        said = _("%(year)d年度“%(book)s”已标记为登记完毕：没有登记的项目按0计数。") % {"year": year, "book": known.name}
        messages.success(request, said)
    return redirect(f"{reverse('desk:registers')}?year={year}&organ={organ.ref}")


@guarded("edit", "register")
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: Request, year: int, book: str) -> HttpResponse:
    """Open a year of a book again, with a reason."""
    known, organ = known_book(book), register_organ(request.viewer, request.GET.get("organ", ""))
    closing = closings(request.viewer, organ, year).get(book)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if closing is not None:
            reopen_book(request.viewer, closing, reason=form.cleaned_data["reason"])
        messages.success(request, _("已重新打开。改正后请再次标记登记完毕。"))
        return redirect(f"{reverse('desk:registers')}?year={year}&organ={organ.ref}")
    title = _("重新打开%(year)d年度：%(book)s") % {"year": year, "book": known.name}
    return render(request, "desk/form.html", {"form": form, "title": title, "back": "desk:registers"})
