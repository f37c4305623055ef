"""A request as views see it: with its viewer and its instant, put there by the project's middleware."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from gongkai.web.organs.predicates import Viewer


class Request(HttpRequest):
    """What every view takes."""

    viewer: Viewer
    now: datetime
