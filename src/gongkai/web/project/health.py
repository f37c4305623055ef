"""Whoever asks whether the platform lives asks by whatever address he has: a container's own, a balancer's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEALTH: Final = "/healthz"


def health_by_any_name(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let `/healthz`, and nothing else, be asked under a host name that is not the site's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == HEALTH and settings.ALLOWED_HOSTS:
            request.META["HTTP_HOST"] = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
        return get_response(request)

    return middleware
