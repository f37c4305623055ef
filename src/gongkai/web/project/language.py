"""Chinese unless the reader chose otherwise. The browser's language is not asked: all readers get the same pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]


def language_by_choice(handle: Handler) -> Handler:
    """Activate the language of the cookie that the language switch sets."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = handle(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
