"""How often one address may send a form, counted by all processes of the machine together.

What is counted says nothing about the sender: addresses are kept as keyed hashes.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.web.organs.sign_in import client_address
from gongkai.web.project.counts import count

Handler = Callable[[HttpRequest], HttpResponse]


class ThrottleMiddleware:
    """Answers 429 to a POST beyond `settings.GONGKAI_POST_LIMITS[route] = (times, seconds)`."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.handle(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Count the request, and refuse it beyond the limit."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        limit = settings.GONGKAI_POST_LIMITS.get(route)
        if request.method != "POST" or limit is None:
            return None
        times, seconds = limit
        key = f"posts:{route}:{_anonymous(client_address(request))}"
        if count(settings.ENVIRONMENT.home, key, seconds, timezone.now().timestamp()) <= times:
            return None
        response = render(request, "429_posts.html", status=429)
        response.headers["Retry-After"] = str(seconds)
        return response


def _anonymous(address: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]
