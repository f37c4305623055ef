"""Where a report stands above, in a line on its own page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from gongkai.web.desk.sent_shown import report_shown
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.models import AnnualReport

register = template.Library()


@register.inclusion_tag("desk/upward/strip.html", takes_context=True)
def upward_strip(context: dict[str, Any], report: AnnualReport) -> dict[str, Any]:
    """Show whether the report was handed up, what came of it, and what a roll-up is made of."""
    viewer: Viewer = context["request"].viewer
    shown = report_shown(viewer, report, timezone.localdate(viewer.now))
    return {"row": shown, "is_rollup": report.scope == Scope.ROLLUP}
