"""The WSGI application."""

from __future__ import annotations

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings")
application = get_wsgi_application()

if import_module("django.conf").settings.GONGKAI_PERIODIC == "in_process":
    import_module("gongkai.web.upkeep.scheduler").start()
