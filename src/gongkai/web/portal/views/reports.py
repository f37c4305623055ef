"""Published annual reports: by organ, one with its tables, a figure with its meaning and history, its files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.errors import GongkaiError
from gongkai.law import cite
from gongkai.report import ABSENT
from gongkai.web.organs.access import Refused, guarded, public_viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organ_of
from gongkai.web.organs.requests import Request
from gongkai.web.portal.columns import COLUMNS
from gongkai.web.portal.lists import column_items
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.files import MEDIA_TYPES, published_report, written_file
from gongkai.web.reporting.models import Publication
from gongkai.web.reporting.queries import (
    children_with_cell,
    publications_of,
    published_items,
    published_of,
    published_years,
)
from gongkai.web.reporting.tables import shown_sections
from gongkai.write.wording import print_value


@guarded("list", "report_published")
@require_safe
def reports(request: Request, ref: str) -> HttpResponse:
    """List the years for which an organ has published its report, those without, and reports brought in as files."""
    organ = organ_of(public_viewer(request.now), ref)
    years = published_years(request.now, organ)
    rows = [published_of(request.now, organ, year) for year in years]
    gaps = sorted(set(range(years[-1], years[0])) - set(years)) if years else []
    named = published_items(request.now, organ)
    context = {
        "organ": organ,
        "column": COLUMNS["reports"],
        "columns": COLUMNS.values(),
        "rows": rows,
        "gaps": gaps,
        "items": [item for item in column_items(request.now, organ, "reports") if item.ref not in named],
    }
    return render(request, "portal/reports/list.html", context)


@guarded("read", "report_published")
@require_safe
def report(request: Request, ref: str, year: int) -> HttpResponse:
    """Show a published report; `?version=` shows an earlier version of it."""
    organ = organ_of(public_viewer(request.now), ref)
    chosen = request.GET.get("version", "")
    scope = request.GET.get("scope") or None
    found = _published(request, organ, year, scope, chosen)
    value = published_report(found)
    versions = publications_of(request.now, found.frozen.report)
    context = {
        "organ": organ,
        "publication": found,
        "report": value,
        "sections": list(shown_sections(value)),
        "versions": versions,
        "is_latest": found.pk == versions[0].pk,
        "formats": list(MEDIA_TYPES),
        "corrections": _corrections(found) if found.note else [],
    }
    return render(request, "portal/reports/report.html", context)


@guarded("read", "report_published")
@require_safe
def cell(request: Request, ref: str, year: int, table: str, row: str, column: str) -> HttpResponse:
    """Show what a figure means, its legal basis, its history, and the same figure of the organs below."""
    organ = organ_of(public_viewer(request.now), ref)
    value = published_report(_published(request, organ, year))
    name = f"{table}/{row}/{column}"
    if value.value(name) is ABSENT:
        raise Http404(name)
    definition = value.edition.cell(name)
    basis = definition.row.basis
    context = {
        "organ": organ,
        "year": year,
        "cell": definition,
        "table": value.edition.table(table),
        "shown": print_value(value.value(name), definition.column),
        "basis": value.edition.instrument if basis.startswith("form") else cite(basis).zh,
        "relations": [r for r in value.edition.relations if r.table == table and r.confirmed],
        "history": _history(request, organ, name),
        "below": children_with_cell(request.now, organ, year, name),
    }
    return render(request, "portal/reports/cell.html", context)


@guarded("export", "report_published")
@require_safe
def file(request: Request, ref: str, year: int, format: str) -> HttpResponse:
    """Send a published report as a file."""
    organ = organ_of(public_viewer(request.now), ref)
    chosen = request.GET.get("version", "")
    found = _published(request, organ, year, None, chosen)
    try:
        written = written_file(found.frozen, format, found.published_on)
    except GongkaiError:
        raise Http404(format) from None
    answer = HttpResponse(written.content, content_type=written.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, written.name) or "attachment"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return answer


def _published(request: Request, organ: Organ, year: int, scope: str | None = None, number: str = "") -> Publication:
    """Return what is published, or answer that there is no such page: the same whether it is missing or not public."""
    try:
        return published_of(request.now, organ, year, scope, int(number) if number.isdigit() else None)
    except Refused:
        raise Http404(f"{organ.ref}/{year}") from None


def _corrections(found: Publication) -> list[dict[str, Any]]:
    form = report_in(found.frozen).edition
    return [
        {**row, "label": form.cell(row["cell"]).label if row.get("cell") in form.index else ""}
        for row in found.frozen.differences
    ]


def _history(request: Request, organ: Organ, name: str) -> list[tuple[int, str]]:
    rows: list[tuple[int, str]] = []
    for year in sorted(published_years(request.now, organ)):
        value = published_report(published_of(request.now, organ, year))
        if value.value(name) is not ABSENT:
            rows.append((year, print_value(value.value(name), value.edition.cell(name).column)))
    return rows
