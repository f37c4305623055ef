"""The reader's day."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gongkai.web.organs.requests import Request


def day_of(request: Request) -> date:
    """Return the day on which a request arrived, in the platform's time zone."""
    return timezone.localdate(request.now)
