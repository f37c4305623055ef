"""``GET /api/v1/organs/{ref}/reports/{year}``: a published report. None is published through the platform yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gongkai.web.api.answers import not_there
from gongkai.web.organs.access import guarded


@guarded("read", "report_published")
@require_GET
def report(request: HttpRequest, ref: str, year: int) -> HttpResponse:
    """Answer that there is none."""
    return not_there("没有已发布的年度报告")
