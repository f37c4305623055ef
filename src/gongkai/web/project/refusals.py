"""The second wall: a route that declares no rule is closed, and a refusal looks the same wherever it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.errors import GongkaiError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Refused, Rule, actor_of, could
from gongkai.web.organs.versions import StaleVersion

REVIEWED_MODULES = ("allauth.account.", "allauth.mfa.", "django.views.i18n", "django.views.static")
"""Views of others that guard themselves: signing in, the second factor, the language switch."""
_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")


class RefusalMiddleware:
    """Checks the declared rule before the view, and answers known errors in words."""

    def __init__(self, handle: Callable[[HttpRequest], HttpResponse]) -> None:
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
        """Refuse where the view declares no rule, or none of the viewer's roles has the verb."""
        rule: Rule | None = rule_of(view)
        if rule is None:
            return None if _module(view).startswith(REVIEWED_MODULES) else refusal(request, hidden=True)
        if rule.kind and not could(request.viewer, rule.verb, rule.kind):  # type: ignore[attr-defined]
            return self.process_exception(request, Refused(rule.verb, rule.kind))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal, a stale version or another known error; leave the rest to Django."""
        if isinstance(error, Refused):
            return self._refuse(request, error)
        if isinstance(error, StaleVersion):
            context = {"error": error, "typed": typed(request), "newest": came_from(request)}
            return render(request, "409.html", context, status=409)
        if isinstance(error, GongkaiError):
            return render(request, "422.html", {"error": error}, status=422)
        return None

    def _refuse(self, request: HttpRequest, error: Refused) -> HttpResponse:
        viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.account_id is None and not error.is_hidden:
            return redirect(f"/accounts/login/?next={request.path}")
        if viewer.is_staff:
            with transaction.atomic():
                after = {"verb": error.verb}
                record_entry(actor_of(viewer), "access.refuse", Subject(error.kind, error.ref), after=after)
        return refusal(request, hidden=error.is_hidden, error=error)


def typed(request: HttpRequest) -> list[str]:
    """Return the Chinese texts of the form that was sent, as they stood, so that nothing a person wrote is lost."""
    said = [value for name in request.POST if "password" not in name for value in request.POST.getlist(name)]
    return [value for value in said if _CHINESE.search(value)]


def came_from(request: HttpRequest) -> str:
    """Return the page of this site on which the form stood, or the address that it was sent to."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if is_ours else request.path


def refusal(request: HttpRequest, *, hidden: bool, error: Refused | None = None) -> HttpResponse:
    """Return the page "no such thing" where existence is secret, else "you may not"."""
    if hidden:
        return render(request, "404.html", status=404)
    return render(request, "403.html", {"error": error}, status=403)


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return what a view declares."""
    return getattr(view, "access_rule", None)


def _module(view: Callable[..., Any]) -> str:
    return str(getattr(getattr(view, "view_class", view), "__module__", ""))
