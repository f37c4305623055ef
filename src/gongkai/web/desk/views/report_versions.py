"""A frozen version: what it says, what it changed, and its files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.views.files import download
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.access import DRAFT
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.files import written_file
from gongkai.web.reporting.queries import frozen_of, report_of
from gongkai.web.reporting.tables import shown_sections


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def version(request: Request, ref: str, version: int) -> HttpResponse:
    """Show a frozen version as it was signed, with its differences to the one before."""
    report = report_of(request.viewer, ref)
    frozen = frozen_of(request.viewer, report, version)
    value = report_in(frozen)
    form = value.edition
    differences = [
        {**row, "label": form.cell(row["cell"]).label if row.get("cell") in form.index else row.get("cell", "")}
        for row in frozen.differences
    ]
    context = {
        "report": report,
        "frozen": frozen,
        "sections": list(shown_sections(value)),
        "differences": differences,
        "formats": ("docx", "pdf", "html", "xlsx", "json"),
    }
    return render(request, "desk/reports/version.html", context)


@guarded("read", "report_draft", one=True)
@never_cache
@require_safe
def file(request: Request, ref: str, version: int, format: str) -> HttpResponse:
    """Send a frozen version as a file."""
    report = report_of(request.viewer, ref)
    frozen = frozen_of(request.viewer, report, version)
    try:
        written = written_file(frozen, format)
    except GongkaiError:
        raise Refused("read", DRAFT, ref) from None
    return download(OpenedFile(written.name, written.media_type, written.content))
