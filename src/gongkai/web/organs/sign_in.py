"""How accounts sign in: what allauth and axes ask of us."""

from __future__ import annotations

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import actor_of, viewer_of
from gongkai.web.organs.models import Account, AccountKind

STARTED = "gongkai-signed-in-at"
SEEN = "gongkai-seen-at"


def client_address(request: HttpRequest) -> str:
    """Return the address of the browser; what a proxy says is believed only from a proxy named in the settings."""
    address: str = request.META.get("REMOTE_ADDR", "")
    said = request.META.get("HTTP_X_FORWARDED_FOR", "")
    while said and address in settings.GONGKAI_TRUSTED_PROXIES:
        said, _, last = said.rpartition(",")
        address = last.strip()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return "0.0.0.0"


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return whose sign-in is attempted, so that a lock-out meets this one account at this one address."""
    return str((credentials or {}).get("username") or request.POST.get("login", ""))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in with allauth: where it leads, and an entry in the journal for each."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that rate limits count."""
        return client_address(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may open an applicant's account; staff accounts are opened by the system administrator."""
        return True

    def new_user(self, request: HttpRequest) -> Account:
        """Return an empty applicant's account."""
        return Account(kind=AccountKind.APPLICANT, created_at=timezone.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to the desk, applicants to the public pages."""
        user = request.user
        is_staff = isinstance(user, Account) and user.is_staff_member
        return "/desk/" if is_staff else "/mine/"

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new applicant's account opens with its own applications."""
        return "/mine/"

    def login(self, request: HttpRequest, user: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Sign in, and write it down."""
        super().login(request, user)
        now = timezone.now()
        request.session[STARTED] = request.session[SEEN] = now.timestamp()
        _record(user, "organs.sign_in")

    def set_password(self, user: Any, password: str) -> None:  # noqa: ANN401 - allauth's signature
        """Set a password that the person chose, and write down that it changed."""
        user.must_change_password = False
        super().set_password(user, password)
        _record(user, "organs.change_password")

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and write it down."""
        user = request.user
        super().logout(request)
        if isinstance(user, Account):
            _record(user, "organs.sign_out")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """TOTP secrets and recovery codes are kept sealed."""

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret from the database."""
        return unseal(encrypted_text)


def _record(user: Account, action: str) -> None:
    with transaction.atomic():
        record_entry(actor_of(viewer_of(user, timezone.now())), action, Subject("account", user.ref))
