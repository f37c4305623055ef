"""Count the deadlines of open cases anew when the calendar has learnt of a notice; each change is told and recorded."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.clocks import consultation_kinds, deadline
from gongkai.web.cases.access import CLOSED_PHASES, case_subject
from gongkai.web.cases.models import Case, Consultation
from gongkai.web.cases.notices import tell
from gongkai.web.cases.transitions import STATE_COLUMNS, calendar_of, lock_case, show_state, state_of
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Actor
from gongkai.web.organs.queries import people_with

_WHY = "放假安排有变，重新计算期限"


def recount_deadlines(now: datetime) -> int:
    """Recount every open case and consultation; return in how many the deadline, or its being provisional, changed."""
    rows = Case.objects.exclude(phase__in=CLOSED_PHASES).exclude(due_on=None)
    changed = sum(_recount(case, now) for case in rows.select_related("organ", "handler").iterator(500))
    waiting = Consultation.objects.filter(replied_on=None, delivered_on__isnull=False).exclude(due_on=None)
    waiting = waiting.exclude(case__phase__in=CLOSED_PHASES).select_related("case__organ", "case__handler")
    return changed + sum(_recount_consultation(row, now) for row in waiting.iterator(500))


def _recount(case: Case, now: datetime) -> bool:
    due = state_of(case).due(calendar_of(case))
    if (due.due_on, due.provisional) == (case.due_on, case.due_provisional):
        return False
    with transaction.atomic():
        lock_case(case)
        before = {"due_on": str(case.due_on), "provisional": case.due_provisional}
        show_state(case, state_of(case))
        after = {"due_on": str(case.due_on), "provisional": case.due_provisional}
        if before == after:  # somebody took a step meanwhile
            transaction.set_rollback(True)
            return False
        case.save(update_fields=STATE_COLUMNS)
        _tell(case, now, f"案件{case.number}的答复期限由{before['due_on']}重新计算为{after['due_on']}")
        actor = Actor("system", "系统", case.organ.ref, now)
        subject = case_subject(case)
        record_entry(actor, "cases.recount_deadline", subject, reason=_WHY, before=before, after=after)
    return True


def _recount_consultation(row: Consultation, now: datetime) -> bool:
    limit = consultation_kinds()[row.kind].limit
    if limit is None or row.delivered_on is None:
        return False
    due_on = deadline(limit, row.delivered_on, calendar=calendar_of(row.case)).due_on
    with transaction.atomic():
        before = row.due_on
        if not Consultation.objects.filter(pk=row.pk, replied_on=None).exclude(due_on=due_on).update(due_on=due_on):
            return False
        _tell(row.case, now, f"案件{row.case.number}的征求意见期限由{before}重新计算为{due_on}")
        dates = {"consultation": row.name, "due_on": str(before)}, {"consultation": row.name, "due_on": str(due_on)}
        actor = Actor("system", "系统", row.case.organ.ref, now)
        subject = case_subject(row.case)
        record_entry(actor, "cases.recount_deadline", subject, reason=_WHY, before=dates[0], after=dates[1])
    return True


def _tell(case: Case, now: datetime, text: str) -> None:
    people = [case.handler] if case.handler else people_with(case.organ, ("officer",))
    tell(people, case, "recounted", text, now)
