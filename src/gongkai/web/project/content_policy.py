"""The Content-Security-Policy of every answer. Most answers use no nonce: theirs is put together once."""

from __future__ import annotations

from functools import cache
from typing import Final

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_OWN_WISHES: Final = tuple(
    f"_csp_{what}{report}" for what in ("exempt", "config", "update", "replace") for report in ("", "_ro")
)


class ContentPolicy(CSPMiddleware):
    """As django-csp's, and cheaper where neither the page nor its view asks for anything of its own."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header."""
        own = vars(response)
        if getattr(request, "_csp_nonce", None) is not None or HEADER in response or any(n in own for n in _OWN_WISHES):
            return super().process_response(request, response)
        response[HEADER] = _plain_policy()
        vars(request).pop("csp_nonce", None)  # whoever asks for it now would be too late
        return response


@cache
def _plain_policy() -> str:
    response = CSPMiddleware(HttpResponse).process_response(HttpRequest(), HttpResponse())
    return str(response[HEADER])
