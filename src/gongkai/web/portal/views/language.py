"""The language switch of public pages.

It keeps nothing but a cookie, so its form needs no token, and the page that carries it can be the same for everybody.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.requests import Request


@open_to_all("sets the language of the reader's own pages")
@csrf_exempt
@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Keep the language, and go back."""
    back = request.POST.get("next", "/")
    is_here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(back if is_here else "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        name, is_safe = settings.LANGUAGE_COOKIE_NAME, request.is_secure()
        answer.set_cookie(name, chosen, max_age=31_536_000, samesite="Lax", secure=is_safe)
    return answer
