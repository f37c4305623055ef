"""What happened in a case, line by line as its page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai import procedure
from gongkai.web.cases.actions.keep_record import counted_on
from gongkai.web.cases.models import Case, Event
from gongkai.web.cases.queries import events_of
from gongkai.web.organs.access import Viewer


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the day, what happened, who wrote it down and when."""

    on: date
    words: str
    person: str
    at: datetime


def history_lines(viewer: Viewer, case: Case) -> list[Line]:
    """Return the events of a case that the viewer obtained from a query, with the extensions that were refused."""
    events = list(events_of(viewer, case))
    known = {f"e{event.sequence}": event for event in events}
    lines = [
        Line(event.on, _words(event, known), event.person.name if event.person else "", event.recorded_at)
        for event in events
    ]
    for request in case.extension_requests.filter(state="refused").select_related("decided_by"):
        words = _("延期%(days)d个工作日的申请未获批准：%(why)s") % {"days": request.days, "why": request.remark}
        by = request.decided_by.name if request.decided_by else ""
        at = request.decided_at or request.asked_at
        lines.append(Line(timezone.localdate(at), words, by, at))
    return sorted(lines, key=lambda line: line.at)


def _words(event: Event, known: dict[str, Event]) -> str:
    name = _(procedure.kinds()[event.kind].zh)
    target = known.get(str(event.fields.get("target", "")))
    if event.kind != "date_corrected" or target is None:
        return name
    said = {"what": _(procedure.kinds()[target.kind].zh), "old": _before(event, target, known)}
    said["new"] = event.fields["new_on"]["$date"]
    return _("更正日期：“%(what)s”由%(old)s更正为%(new)s") % said


def _before(event: Event, target: Event, known: dict[str, Event]) -> str:
    """Return the day that a correction found: the one recorded, or that of the correction before it."""
    day = counted_on(target).isoformat()
    for other in known.values():
        same = other.kind == "date_corrected" and other.fields.get("target") == event.fields.get("target")
        if same and other.sequence < event.sequence:
            day = other.fields["new_on"]["$date"]
    return day
