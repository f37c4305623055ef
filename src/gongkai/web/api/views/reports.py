"""``GET /api/v1/organs/{ref}/reports/{year}``: a published report, in the shape that `gongkai read` prints."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongkai.web.api.answers import not_there
from gongkai.web.organs.access import Refused, guarded, public_viewer
from gongkai.web.organs.queries import organ_of
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.files import published_report
from gongkai.web.reporting.queries import published_of
from gongkai.write.json import contract_object, dump


@guarded("read", "report_published")
@require_GET
def report(request: Request, ref: str, year: int) -> HttpResponse:
    """Answer with the latest published version; 404 in the same words whether it is missing or not public."""
    try:
        organ = organ_of(public_viewer(request.now), ref)
        found = published_of(request.now, organ, year, request.GET.get("scope") or None)
    except Refused:
        return not_there("没有已发布的年度报告")
    content = dump(contract_object(published_report(found), public=True))
    return HttpResponse(content, content_type="application/json; charset=utf-8")
