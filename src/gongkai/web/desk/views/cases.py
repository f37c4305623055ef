"""The list of cases: by urgency, narrowed and searched, and the same as a spreadsheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Final

import xlsxwriter
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from gongkai import procedure
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import CaseFilter, visible_cases
from gongkai.web.desk.forms.cases import FilterForm
from gongkai.web.desk.urgency import description_for, rows, urgency_of
from gongkai.web.organs.access import could, guarded
from gongkai.web.organs.requests import Request

TABS: Final = (
    ("", gettext_noop("全部")),
    ("soon", gettext_noop("快到期")),
    ("overdue", gettext_noop("已逾期")),
    ("closed_late", gettext_noop("逾期办结")),
)
_MOST_EXPORTED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the ready-made filters, with how many cases it finds."""

    name: str
    address: str
    count: int | None
    is_here: bool


@guarded("list", "request_case")
@require_safe
def cases(request: Request) -> HttpResponse:
    """List the cases in reach."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    page = Paginator(_in_order(request, chosen), 50).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": rows(request.viewer, list(page.object_list), timezone.localdate(request.now)),
        "tabs": _tabs(request, chosen),
        "narrowed": _query(request.GET, page=None),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_register": could(request.viewer, "create", "request_case"),
    }
    return render(request, "desk/cases/list.html", context)


@guarded("list", "request_case")
@require_safe
def export(request: Request) -> HttpResponse:
    """Answer with what the list shows as a spreadsheet; identities are masked as on the list."""
    found = _in_order(request, FilterForm(request.GET).chosen())[:_MOST_EXPORTED]
    answer = HttpResponse(
        _workbook(request, found), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = 'attachment; filename="cases.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _in_order(request: Request, chosen: CaseFilter) -> QuerySet[Case]:
    found = visible_cases(request.viewer, chosen)
    return found.order_by("due_on", "pk") if chosen.urgency in ("soon", "overdue") else found


def _tabs(request: Request, chosen: CaseFilter) -> list[Tab]:
    counted = {"soon", "overdue"}
    return [
        Tab(
            _(name),
            _query(request.GET, page=None, urgency=urgency or None),
            visible_cases(request.viewer, CaseFilter(urgency=urgency)).count() if urgency in counted else None,
            chosen.urgency == urgency,
        )
        for urgency, name in TABS
    ]


def _query(said: QueryDict, **changed: str | None) -> str:
    kept = said.copy()
    for name, value in changed.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = value
    text = kept.urlencode()
    return f"{text}&" if text else ""


def _workbook(request: Request, found: QuerySet[Case]) -> bytes:
    today, phases, outcomes = timezone.localdate(request.now), procedure.labels("phases"), procedure.outcomes()
    memory = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as book:
        sheet = book.add_worksheet(_("依申请公开"))
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        heads = (
            _("编号"),
            _("机关"),
            _("申请内容"),
            _("申请人（遮蔽）"),
            _("申请人类型"),
            _("收到申请之日"),
            _("答复期限"),
            _("状态"),
            _("办理结果"),
            _("决定日期"),
            _("期限情况"),
            _("经办人"),
        )
        sheet.write_row(0, 0, heads, bold)
        sheet.freeze_panes(1, 1)
        sheet.set_column(2, 2, 60)
        sheet.set_column(5, 9, 14, day)
        for number, case in enumerate(found.iterator(chunk_size=2000), 1):
            known = outcomes.get(case.outcome)
            sheet.write_row(
                number,
                0,
                [
                    case.number,
                    case.organ.name,
                    description_for(request.viewer, case),
                    case.applicant_shown,
                    str(case.get_applicant_kind_display()),
                    case.received_on,
                    case.due_on,
                    phases[case.phase],
                    known.zh if known else "",
                    case.decided_on,
                    urgency_of(case, today).words,
                    case.handler.name if case.handler else "",
                ],
            )
    return memory.getvalue()
