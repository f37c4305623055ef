"""The letters of a case: as they were issued, and how they reached whom they were for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.print_letter import FORMS, print_letter, print_record
from gongkai.web.cases.actions.serve import serve_letter
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Case, Letter
from gongkai.web.cases.queries import case_of, letters_of
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.cases import ServeForm
from gongkai.web.desk.reading import case_with_content
from gongkai.web.desk.views.files import download
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


@guarded("read", "request_case", one=True)
@never_cache
@require_safe
def letter(request: Request, ref: str, letter: str) -> HttpResponse:
    """Show a letter as it was issued, ready to print."""
    case = case_with_content(request.viewer, ref)
    return render(request, "desk/cases/letter.html", {"case": case, "letter": _letter(request, case, letter)})


@guarded("read", "request_case", one=True)
@never_cache
@require_safe
def letter_file(request: Request, ref: str, letter: str, suffix: str) -> HttpResponse:
    """Send a letter as PDF or Word file: with the applicant's name for who handles the case, masked for others."""
    case = case_with_content(request.viewer, ref)
    if suffix not in ("pdf", "docx"):
        raise Refused("read", "request_case", ref)
    return download(print_letter(request.viewer, _letter(request, case, letter), f".{suffix}"))


@guarded("read", "request_case", one=True)
@never_cache
@require_safe
def record_file(request: Request, ref: str, record: str, suffix: str) -> HttpResponse:
    """Send the application form, the sheet of the register or the receipt, as the case stands now."""
    case = case_with_content(request.viewer, ref)
    if suffix not in ("pdf", "docx") or record not in FORMS:
        raise Refused("read", "request_case", ref)
    return download(print_record(request.viewer, case, record, f".{suffix}"))


@guarded("edit", "request_case", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def serve(request: Request, ref: str, letter: str) -> HttpResponse:
    """Record how and when a letter reached the applicant."""
    case = case_of(request.viewer, ref, "edit")
    found = _letter(request, case, letter)
    initial = {"version": case.version, "on": timezone.localdate(request.now)}
    form = ServeForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        proof = said.pop("proof")
        try:
            upload = Upload(proof.name, proof.read(), "proof") if proof else None
            serve_letter(request.viewer, found, proof=upload, **said)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已登记送达。"))
            return redirect("desk:case", ref)
    act = {"title": _("登记送达"), "meaning": found.title}
    status = 422 if form.errors else 200
    return render(request, "desk/cases/step.html", {"case": case, "act": act, "form": form}, status=status)


def _letter(request: Request, case: Case, ref: str) -> Letter:
    """Return a letter of this very case."""
    found = letters_of(request.viewer, case).filter(ref=ref).select_related("case__organ").first()
    if found is None:
        raise Refused("read", "request_case", ref)
    return found
