"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai import __version__


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer, the mode and the version for the templates."""
    return {
        "viewer": getattr(request, "viewer", None),
        "is_demo": settings.GONGKAI_DEMO,
        "gongkai_version": __version__,
    }
