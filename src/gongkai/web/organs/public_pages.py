"""Pages that are the same for everybody: kept ready as long as nothing public changed, and asked for anew each time.

A view marked so is answered out of the store of ready pages by `project/public_cache.py` where the reader carries no
session. Browsers and proxies may keep the page, but must ask each time whether it still holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypeVar, cast

from django.http import HttpResponse
from django.utils.http import http_date

from gongkai.web.organs.requests import Request

View = TypeVar("View", bound=Callable[..., HttpResponse])


def public_page(view: View) -> View:
    """Mark the answers of a view as the same for everybody."""

    @wraps(view)
    def marked(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            response.is_public_page = True  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "public, no-cache")
        return response

    return cast(View, marked)


def changed_at(response: HttpResponse, at: datetime) -> HttpResponse:
    """Say when the thing shown was last changed."""
    response.headers["Last-Modified"] = http_date(at.timestamp())
    return response
