"""The text of a section: written with living figures, looked at while it is written, saved by a person."""

from __future__ import annotations

import re
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.reports import SectionForm
from gongkai.web.desk.report_page import findings_shown, powers
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.save_section import Conflict, save_section
from gongkai.web.reporting.book import edition_of, previous_report
from gongkai.web.reporting.judging import Judged, judge
from gongkai.web.reporting.living import Entry, spell
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries import report_of, sections_of

_GROUPS = (
    "requests",
    "remedies",
    "disclosure",
    "registered",
    "own",
    "items",
    "category",
    "channel",
    "fee",
    "previous",
    "year",
)


_PROMPTED: Final = re.compile(r"^.*【请填写.*$", re.MULTILINE)
"""A line whose prompt nobody has filled in yet: it covers no aspect."""


@guarded("edit", "report_draft", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, ref: str, number: int) -> HttpResponse:
    """Write a section; saving over somebody else's text shows both instead."""
    report = report_of(request.viewer, ref, "edit")
    section = sections_of(request.viewer, report).get(number)
    if section is None:
        raise Refused("edit", "report_draft", ref)
    form = SectionForm(request.POST or None, initial={"version": section.version, "source": section.source})
    conflict = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            save_section(request.viewer, report, number, said["source"], version=said["version"])
        except Conflict as error:
            conflict = error
            form = SectionForm(initial={"version": section.version, "source": error.yours})
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk:report_text", ref, number)
    source = str(form["source"].value() or "")
    judged = judge(report, instead={number: source})
    context = {
        **_looked(report, judged, number),
        "form": form,
        "section": section,
        "conflict": conflict,
        "heading": edition_of(report).sections.get(number, ""),
        "last": _last_year(report, number),
        "figures": _figures(judged),
        **powers(request.viewer, report),
    }
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "desk/reports/text.html", context, status=status)


@guarded("edit", "report_draft", one=True)
@require_POST
def look(request: Request, ref: str, number: int) -> HttpResponse:
    """Say what the rules find in a text that is being written; nothing is saved."""
    report = report_of(request.viewer, ref, "edit")
    judged = judge(report, instead={number: request.POST.get("source", "").replace("\r\n", "\n")})
    return render(request, "desk/reports/looked.html", _looked(report, judged, number))


def _looked(report: AnnualReport, judged: Judged, number: int) -> dict[str, Any]:
    section = judged.sections.get(number)
    words = judged.report.section_text(number)
    written = _PROMPTED.sub("", words)
    aspects = edition_of(report).aspects if number == 1 else ()
    return {
        "report": report,
        "number": number,
        "findings": findings_shown(report, judged.in_section(number)),
        "typed": section.typed if section else (),
        "unknown": section.unknown if section else (),
        "aspects": [(aspect.label, any(word in written for word in aspect.words)) for aspect in aspects],
        "length": len(words),
    }


def _last_year(report: AnnualReport, number: int) -> str:
    last = previous_report(report)
    return last.section_text(number) if last else ""


def _figures(judged: Judged) -> list[tuple[str, list[tuple[Entry, str]]]]:
    names = {
        "registered": _("登记簿：培训、热线等"),
        "own": _("只在这份报告登记的数字"),
        "category": _("主动公开信息：按类别"),
        "channel": _("主动公开信息：按渠道"),
        "fee": _("信息处理费"),
        "requests": _("表三：申请办理"),
        "remedies": _("表四：复议诉讼"),
        "disclosure": _("表二：主动公开"),
        "previous": _("上年度报告的数字"),
        "year": _("其他"),
    }
    groups: dict[str, list[tuple[Entry, str]]] = {}
    for entry in judged.book.entries.values():
        groups.setdefault(entry.group, []).append((entry, spell(entry.value)))
    order = [*_GROUPS, *(group for group in groups if group not in _GROUPS)]
    return [(names.get(group, _("主动公开信息")), groups[group]) for group in order if group in groups]
