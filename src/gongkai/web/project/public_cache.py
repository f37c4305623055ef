"""Answer what is the same for everybody out of a store of ready pages.

The key of a page holds the count of all changes of what is public, read anew for each request: a page made before an
item was withdrawn is not found again after the withdrawal is committed, in whatever process. What time alone changes (a
schedule, an expiry) bounds how long a page is good; so does a minute, for what is not counted (the name of an organ).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from gongkai.web.disclosure.freshness import next_change, version_of_all

GOOD_FOR: Final = timedelta(seconds=60)
LARGEST: Final = 300_000
_NOT_KEPT: Final = ("/desk/", "/accounts/", "/status/", "/healthz", "/metrics", "/subscribe/")
_OF_CONTENT: Final = ("Content-Type", "Content-Length", "Content-Language")


@dataclass(frozen=True, slots=True)
class Page:
    """A ready page."""

    good_until: datetime
    headers: tuple[tuple[str, str], ...]
    content: bytes
    tag: str


class PublicCache:
    """Stands before everything else; asks nothing of readers that carry a session."""

    def __init__(self, handle: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handle = handle
        self.not_kept = (*_NOT_KEPT, settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from the store, or fill it."""
        if not self._is_for_all(request):
            response = self.handle(request)
            if getattr(response, "is_public_page", False):
                response.headers["Cache-Control"] = "no-store"
            return response
        now, key = timezone.now(), _key(request)
        page: Page | None = caches["pages"].get(key)
        if page is None or page.good_until <= now:
            response = self.handle(request)
            if not _may_be_kept(response):
                return response
            page = _page(response, now)
            caches["pages"].set(key, page, GOOD_FOR.total_seconds())
        return _answer(request, page)

    def _is_for_all(self, request: HttpRequest) -> bool:
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(self.not_kept):
            return False
        own = (settings.SESSION_COOKIE_NAME, settings.GONGKAI_OPENED_COOKIE, "messages")
        return not any(name in request.COOKIES for name in own)


def _key(request: HttpRequest) -> str:
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    host = request.META.get("HTTP_HOST", request.META.get("SERVER_NAME", ""))
    asked = f"{request.scheme}\n{host}\n{language}\n{request.get_full_path()}"
    return f"{version_of_all()}-{blake2b(asked.encode(), digest_size=20).hexdigest()}"


def _may_be_kept(response: HttpResponse) -> bool:
    if not getattr(response, "is_public_page", False) or response.status_code != 200 or response.streaming:
        return False
    return not response.cookies and len(response.content) <= LARGEST


def _page(response: HttpResponse, now: datetime) -> Page:
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    at = next_change(now)
    good_until = min(now + GOOD_FOR, at) if at else now + GOOD_FOR
    return Page(good_until, (*response.headers.items(), ("ETag", tag)), response.content, tag)


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    is_known = bool(asked) and page.tag in [one.strip().removeprefix("W/") for one in asked.split(",")]
    response = HttpResponseNotModified() if is_known else HttpResponse(page.content)
    for name, value in page.headers:
        if not (is_known and name in _OF_CONTENT):
            response.headers[name] = value
    return response
