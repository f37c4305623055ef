"""Which application this browser has opened with number and query code: sealed in a cookie of its own.

The server keeps nothing of it, so that filing costs one commit and not two. The cookie ends with the browser, after
eight hours, and when somebody signs out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from gongkai.errors import InputError
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import case_by_code, own_case
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.organs.access import Refused
from gongkai.web.organs.queries import organ_of
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sign_in import client_address

Handler = Callable[[HttpRequest], HttpResponse]
_CHANGED: Final = "opened_case"
_CLOCKS_DIFFER: Final = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """The case and what opens it: a query code, or "" where the applicant is signed in."""

    case: Case
    code: str


def opened_case_kept(handle: Handler) -> Handler:
    """Set the cookie where a view opened an application, and take it away where one was closed or somebody left."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_here = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
        response = handle(request)
        if was_here and not request.user.is_authenticated:
            forget(request)
        if hasattr(request, _CHANGED):
            _answer(response, getattr(request, _CHANGED))
        return response

    return middleware


def remember(request: HttpRequest, case: Case, code: str) -> None:
    """Keep a case open for this browser until it is closed."""
    _keep(request, {"organ": case.organ.ref, "year": case.year, "serial": case.serial, "code": code})


def remember_own(request: Request, ref: str) -> None:
    """Keep an application of the signed-in applicant open; no code is needed.

    Raises:
        Refused: it is not theirs.
    """
    _keep(request, {"own": own_case(request.viewer, ref).ref})


def opened(request: Request) -> Opened | None:
    """Return what this browser has opened, asked for afresh, if anything."""
    kept = _kept(request)
    if not kept:
        return None
    try:
        if "own" in kept:
            return Opened(own_case(request.viewer, kept["own"]), "")
        organ = organ_of(request.viewer, kept["organ"])
        who = client_address(request)
        case = case_by_code(request.viewer, organ, kept["year"], kept["serial"], kept["code"], who=who)
    except Refused:
        forget(request)
        return None
    return Opened(case, kept["code"])


def forget(request: HttpRequest) -> None:
    """Close it: for browsers that others use too."""
    setattr(request, _CHANGED, None)


def _keep(request: HttpRequest, what: dict[str, Any]) -> None:
    setattr(request, _CHANGED, {**what, "at": int(request.now.timestamp())})  # type: ignore[attr-defined]


def _kept(request: Request) -> dict[str, Any]:
    sealed = request.COOKIES.get(settings.GONGKAI_OPENED_COOKIE, "")
    try:
        kept: dict[str, Any] = json.loads(unseal(sealed)) if sealed else {}
    except InputError:
        return {}
    age = request.now.timestamp() - kept.get("at", 0)
    return kept if -_CLOCKS_DIFFER <= age <= settings.GONGKAI_SESSION_LIFETIME else {}


def _answer(response: HttpResponse, what: dict[str, Any] | None) -> None:
    name, secure = settings.GONGKAI_OPENED_COOKIE, bool(settings.SESSION_COOKIE_SECURE)
    if what is None:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(name, seal(json.dumps(what)), httponly=True, secure=secure, samesite="Lax")
