"""One case: what was asked, what happened, the clock, letters, opinions, and what can be done now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai import procedure
from gongkai.clocks import consultation_kinds, explain
from gongkai.web.cases.access import case_target
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import (
    attachments_of,
    case_of,
    clock_of,
    letters_of,
    masked_identity,
    same_applicant,
    similar_cases,
)
from gongkai.web.desk.acts import acts_for
from gongkai.web.desk.case_history import history_lines
from gongkai.web.desk.facts import masked_facts
from gongkai.web.desk.reading import reads_content
from gongkai.web.desk.urgency import address_of, urgency_of
from gongkai.web.organs.access import Refused, Viewer, declare, guarded, may
from gongkai.web.organs.requests import Request


@guarded("read", "request_case", one=True)
@never_cache
@require_safe
def case(request: Request, ref: str) -> HttpResponse:
    """Show the case; whom it only waits for to be registered goes on to its registration."""
    try:
        found = case_of(request.viewer, ref)
    except Refused:
        waiting = address_of(request.viewer, case_of(request.viewer, ref, "create"))
        if not waiting:
            raise
        return redirect(waiting)
    return render(request, "desk/cases/case.html", case_context(request, found))


def case_context(request: Request, found: Case) -> dict[str, Any]:
    """Return what the case page shows."""
    viewer, today = request.viewer, timezone.localdate(request.now)
    clock, outcome = clock_of(viewer, found), procedure.outcomes().get(found.outcome)
    person = masked_identity(viewer, found)
    content = _content(viewer, found) if reads_content(viewer, found) else {}
    return {
        **content,
        "case": found,
        "phase": procedure.labels("phases")[found.phase],
        "urgency": urgency_of(found, today),
        "clock": explain(clock.deadline, today) if clock.deadline else None,
        "acts": acts_for(viewer, found, clock),
        "outcome": _(outcome.zh) if outcome else "",
        "person": person,
        "person_facts": masked_facts(person),
        "history": history_lines(viewer, found),
        "may_declare": may(declare(viewer), "read", case_target(found, "identity")),
        "may_read_identity": may(viewer, "read", case_target(found, "identity")),
        "fee": getattr(found, "fee", None),
        "may_edit": may(viewer, "edit", case_target(found)),
    }


def _content(viewer: Viewer, case: Case) -> dict[str, Any]:
    """Return what was asked and answered."""
    return {
        "reads_content": True,
        "letters": letters_of(viewer, case),
        "files": attachments_of(viewer, case),
        "replies": case.replies.exclude(state="dropped").select_related("drafted_by"),
        "consultations": [(one, consultation_kinds()[one.kind].zh) for one in case.consultations.all()],
        "searches": case.searches.select_related("by"),
        "similar": similar_cases(viewer, case),
        "same_applicant": [(one, address_of(viewer, one)) for one in same_applicant(viewer, case)[:10]],
    }
