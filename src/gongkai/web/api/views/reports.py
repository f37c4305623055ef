"""``GET /api/v1/organs/{ref}/reports/{year}``: a published report. None is published through the platform yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongkai.web.api.answers import not_there
from gongkai.web.organs.access import guarded
from gongkai.web.organs.requests import Request


@guarded("read", "report_published")
@require_GET
def report(request: Request, ref: str, year: int) -> HttpResponse:
    """Answer that there is none."""
    return not_there("没有已发布的年度报告")
