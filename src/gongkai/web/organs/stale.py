"""Accounts of staff that nobody uses any more: an open door that no one watches."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from gongkai.web.organs.models import Account, AccountKind


def stale_accounts(now: datetime, days: int = 90) -> QuerySet[Account]:
    """Return the open accounts of staff into which nobody signed in for so many days, or never since they were made."""
    since = now - timedelta(days=days)
    unused = Q(last_login__lt=since) | Q(last_login=None, created_at__lt=since)
    return Account.objects.filter(unused, kind=AccountKind.STAFF, is_active=True).select_related("home").order_by("pk")
