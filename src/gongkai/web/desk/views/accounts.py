"""Accounts: list, open, look at, disable, reset."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import InputError
from gongkai.web.desk.forms.people import AccountForm, ReasonForm
from gongkai.web.organs.access import guarded, may
from gongkai.web.organs.actions.open_account import open_account, reset_sign_in, set_activity
from gongkai.web.organs.queries import (
    account_of,
    idle_accounts,
    organs_open_to,
    posts_of,
    require_opening,
    stale_accounts,
    visible_accounts,
)
from gongkai.web.organs.requests import Request
from gongkai.web.organs.targets import account_target

STALE_DAYS: Final = 90
"""After so many days without anybody signing in an account is shown to the administrators."""


@guarded("list", "account")
@require_safe
def accounts(request: Request) -> HttpResponse:
    """List the accounts in reach, narrowed by a word of the user name, the name or the organ."""
    word = request.GET.get("q", "").strip()
    page = Paginator(visible_accounts(request.viewer, word), 50).get_page(request.GET.get("page"))
    may_open = organs_open_to(request.viewer, "create", "account").exists()
    return render(request, "desk/accounts.html", {"page": page, "word": word, "may_open": may_open})


@guarded("list", "account")
@require_safe
def stale(request: Request) -> HttpResponse:
    """Show the accounts in reach that nobody uses."""
    context = {
        "days": STALE_DAYS,
        "stale": stale_accounts(request.viewer, STALE_DAYS),
        "idle": idle_accounts(request.viewer),
    }
    return render(request, "desk/stale.html", context)


@guarded("create", "account")
@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: Request) -> HttpResponse:
    """Open an account and show its first password once."""
    require_opening(request.viewer)
    form = AccountForm(request.viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account, password = open_account(request.viewer, **form.cleaned_data)
        except InputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return render(request, "desk/first_password.html", {"account": account, "password": password})
    return render(request, "desk/form.html", {"form": form, "title": _("开立账号"), "back": "desk:accounts"})


@guarded("read", "account", one=True)
@require_safe
def account(request: Request, ref: str) -> HttpResponse:
    """Show one account and its posts."""
    found = account_of(request.viewer, ref)
    may_reset = may(request.viewer, "reset", account_target(found))
    context = {"account": found, "posts": posts_of(request.viewer, found), "may_reset": may_reset, "form": ReasonForm()}
    return render(request, "desk/account.html", context)


@guarded("reset", "account", one=True)
@require_POST
def activity(request: Request, ref: str) -> HttpResponse:
    """Disable an account, or open it again."""
    found = account_of(request.viewer, ref, "reset")
    form = ReasonForm(request.POST)
    if form.is_valid():
        set_activity(request.viewer, found, is_active=not found.is_active, reason=form.cleaned_data["reason"])
        messages.success(request, _("账号状态已变更，立即生效。"))
    else:
        messages.error(request, _("请填写理由。"))
    return redirect("desk:account", ref)


@guarded("reset", "account", one=True)
@require_POST
def reset(request: Request, ref: str) -> HttpResponse:
    """Give a new first password and remove the second factor."""
    found = account_of(request.viewer, ref, "reset")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写理由。"))
        return redirect("desk:account", ref)
    password = reset_sign_in(request.viewer, found, reason=form.cleaned_data["reason"])
    return render(request, "desk/first_password.html", {"account": found, "password": password})
