"""What annual reports need done again and again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from gongkai.web.reporting.actions.prepare_area import go_on_with_areas
from gongkai.web.reporting.actions.remind import remind_by_plan
from gongkai.web.upkeep.jobs import Job

JOBS: Final = (
    Job("reporting.remind_by_plan", _("按计划提醒报送年度报告"), timedelta(hours=6), remind_by_plan),
    Job("reporting.go_on_with_areas", _("继续中断的全域初稿汇编"), timedelta(minutes=10), go_on_with_areas),
)
