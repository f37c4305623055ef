"""Which application this browser has opened with number and query code. The code is kept sealed in the session."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import case_by_code, own_case
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.organs.access import Refused
from gongkai.web.organs.queries import organ_of
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sign_in import client_address

_KEY = "gongkai-opened-case"


@dataclass(frozen=True, slots=True)
class Opened:
    """The case and what opens it: a query code, or "" where the applicant is signed in."""

    case: Case
    code: str


def remember(request: HttpRequest, case: Case, code: str) -> None:
    """Keep a case open for this browser until it is closed."""
    request.session[_KEY] = {
        "organ": case.organ.ref,
        "year": case.year,
        "serial": case.serial,
        "code": seal(code),
    }


def remember_own(request: Request, ref: str) -> None:
    """Keep an application of the signed-in applicant open; no code is needed.

    Raises:
        Refused: it is not theirs.
    """
    request.session[_KEY] = {"own": own_case(request.viewer, ref).ref}


def opened(request: Request) -> Opened | None:
    """Return what this browser has opened, asked for afresh, if anything."""
    kept = request.session.get(_KEY)
    if not kept:
        return None
    try:
        if "own" in kept:
            return Opened(own_case(request.viewer, kept["own"]), "")
        code = unseal(kept["code"])
        organ = organ_of(request.viewer, kept["organ"])
        who = client_address(request)
        case = case_by_code(request.viewer, organ, kept["year"], kept["serial"], code, who=who)
    except Refused:
        forget(request)
        return None
    return Opened(case, code)


def forget(request: HttpRequest) -> None:
    """Close it: for browsers that others use too."""
    request.session.pop(_KEY, None)
