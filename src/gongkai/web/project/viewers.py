"""Each request carries its viewer: the posts in effect when it arrived. Here, and nowhere below, the clock is asked."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account

Handler = Callable[[HttpRequest], HttpResponse]


def viewer_of_request(handle: Handler) -> Handler:
    """Put `request.viewer` and `request.now` where views find them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = timezone.now()

        def viewer() -> Viewer:
            return viewer_of(request.user if isinstance(request.user, Account) else None, now)

        request.now = now  # type: ignore[attr-defined]
        request.viewer = SimpleLazyObject(viewer)  # type: ignore[attr-defined]
        return handle(request)

    return middleware


def second_factor_for_staff(handle: Handler) -> Handler:
    """Staff without a second factor, or with a password that others know, get to no page but the one that mends it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, Account) and user.is_staff_member and not _may_pass(request.path):
            if user.must_change_password:
                return redirect("account_change_password")
            if settings.GONGKAI_STAFF_MFA and not is_mfa_enabled(user):
                return redirect("mfa_activate_totp")
        return handle(request)

    return middleware


def _may_pass(path: str) -> bool:
    return path.startswith((reverse("account_login").removesuffix("login/"), settings.STATIC_URL, "/healthz"))
