"""What the pages about one application show to who opened it with its number and query code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from gongkai import law
from gongkai.clocks import explain
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import answers_to_applicant, clock_of, letters_to_applicant
from gongkai.web.organs.requests import Request
from gongkai.web.portal.days import day_of
from gongkai.web.portal.opened import opened
from gongkai.web.portal.words import PHASES, lines, stages

CLOSED: Final = ("served", "closed")
ANSWERED: Final = ("decided", "served", "closed")


@dataclass(frozen=True, slots=True)
class CasePage:
    """The opened case, its query code, and what its pages say."""

    case: Case
    code: str
    context: dict[str, Any]


def open_case(request: Request) -> CasePage | None:
    """Return the case that this browser has opened, ready for its pages."""
    found = opened(request)
    if found is None:
        return None
    case, today = found.case, day_of(request)
    clock = clock_of(request.viewer, case)
    next_steps = {kind.id for kind in clock.may_follow}
    context = {
        "case": case,
        "code": found.code,
        "clock": explain(clock.deadline, today) if clock.deadline else None,
        "days_left": clock.working_days_left if clock.working_days_left is not None else 0,
        "is_answered": case.phase in ANSWERED,
        "words": PHASES[case.phase],
        "stages": stages(case.phase),
        "history": list(lines(clock.state.history)),
        "letters": letters_to_applicant(request.viewer, case, found.code),
        "files": answers_to_applicant(request.viewer, case, found.code),
        "fee": getattr(case, "fee", None),
        "needs_correction": case.phase == "awaiting_correction",
        "needs_reasons": case.phase == "awaiting_reasons",
        "is_erased": case.identity.erased_at is not None,
        "person_facts": masked(case),
        "may_erase": case.phase in CLOSED and case.identity.erased_at is None,
        "may_withdraw": "withdrawn" in next_steps,
        "reconsideration": law.value("reconsideration_application", on=today).count,
        "suit": law.value("suit_direct", on=today).count,
    }
    return CasePage(case, found.code, context)


def masked(case: Case) -> list[tuple[str, str]]:
    """Return the applicant's own particulars, masked: others may look over a shoulder."""
    names = {
        "name": _("姓名或者单位名称"),
        "document_number": _("证件号码"),
        "phone": _("电话"),
        "email": _("电子邮箱"),
        "address": _("通信地址"),
    }
    return [(name, case.identity.shown[key]) for key, name in names.items() if case.identity.shown.get(key)]
