"""A session ends after half an hour without use, and after eight hours in any case."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.web.organs.sign_in import SEEN, STARTED

_NOTE_EVERY = 60


def limited_sessions(handle: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End old sessions, note use at most once a minute, and keep pages of signed-in people out of every cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now().timestamp()
            started, seen = request.session.get(STARTED, now), request.session.get(SEEN, now)
            if _is_over(now, started, seen):
                logout(request)
            elif now - seen > _NOTE_EVERY or SEEN not in request.session:
                request.session[SEEN] = now
                request.session.setdefault(STARTED, now)
        response = handle(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def _is_over(now: float, started: float, seen: float) -> bool:
    """Whether a session has ended; one from the future has, for a clock that was set back must not prolong it."""
    if max(started, seen) - now > _NOTE_EVERY:
        return True
    return now - seen > settings.GONGKAI_SESSION_IDLE or now - started > settings.GONGKAI_SESSION_LIFETIME
