"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai import __version__
from gongkai.web.project.demo.world import log_ins, world


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer, the mode and the version for the templates."""
    shown = {
        "viewer": getattr(request, "viewer", None),
        "is_demo": settings.GONGKAI_DEMO,
        "gongkai_version": __version__,
    }
    if settings.GONGKAI_DEMO:
        shown["demo"] = {"password": world()["password"], "log_ins": log_ins}
    return shown
