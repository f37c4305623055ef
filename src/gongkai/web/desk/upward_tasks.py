"""What waits for the viewer on the reports' way up: to hand up, returned, to review."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.desk.sent_shown import SentShown, report_shown
from gongkai.web.desk.task import UNHURRIED, Task, Waits
from gongkai.web.desk.urgency import Urgency
from gongkai.web.organs.access import Viewer, could
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.models import SubmissionState
from gongkai.web.reporting.queries.upward import sent_reports, visible_submissions

_MOST = 20


def upward_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return what the superior has to review, and what the organ has to hand up or to mend."""
    if could(viewer, "approve", "report_submitted"):
        waiting = visible_submissions(viewer).filter(state=SubmissionState.SUBMITTED, to__in=_own(viewer))
        for one in waiting.order_by("at")[:_MOST]:
            address = reverse("desk:submission", args=[one.ref])
            title = _("审核%(year)s年度报告") % {"year": one.year}
            yield Task(Waits.REVIEW, title, address, _("年度报告"), organ=one.organ.name)
    if could(viewer, "submit", "report_draft"):
        today = timezone.localdate(viewer.now)
        for report in sent_reports(viewer)[:_MOST]:
            yield from _own_task(report_shown(viewer, report, today))


def _own_task(row: SentShown) -> Iterator[Task]:
    report, latest = row.report, row.latest
    if row.may_submit:
        address, waits = reverse("desk:hand_up", args=[report.ref]), Waits.REPORT
        words = _("报送%(year)s年度汇总报告") if report.scope == Scope.ROLLUP else _("报送%(year)s年度报告")
        title = words % {"year": report.year}
        yield Task(waits, title, address, _("年度报告"), "", report.organ.name, row.due.on, _urgency(row.days))
    elif latest is not None and latest.state == SubmissionState.RETURNED:
        title = _("修改被退回的%(year)s年度报告") % {"year": report.year}
        address = reverse("desk:submission", args=[latest.ref])
        yield Task(Waits.RETURNED, title, address, _("年度报告"), about=latest.reason, organ=report.organ.name)


def _urgency(days: int) -> Urgency:
    if days < 0:
        return Urgency("bad", _("逾期%(days)d天") % {"days": -days})
    return Urgency("warn", _("还有%(days)d天") % {"days": days}) if days <= 7 else UNHURRIED


def _own(viewer: Viewer) -> list[int]:
    return [holding.organ_id for holding in viewer.holdings]
