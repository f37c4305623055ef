"""The yardstick of the filing bench: a Django site whose one view inserts one row, with the platform's durability.

Same server, same database settings, no session, no journal, no form: what is left is the cost of a synced commit.
"""

from __future__ import annotations

import os
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from gongkai.web.project.environment import database_settings, read_environment

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare" * 20,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tools.bare_site",
        DATABASES={"default": database_settings(read_environment())},
        MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
        USE_TZ=True,
    )
    django.setup()

_CREATE = "CREATE TABLE IF NOT EXISTS bare (id {0} PRIMARY KEY, name TEXT, kind TEXT, text TEXT, at TEXT)"


def create_table() -> None:
    """Make the table."""
    with connection.cursor() as cursor:
        cursor.execute(_CREATE.format("bigserial" if connection.vendor == "postgresql" else "integer"))
    connection.close()


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row and redirect, as a form would."""
    said = request.POST
    values = [said.get("name", ""), said.get("applicant_kind", ""), said.get("description", ""), said.get("form", "")]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (name, kind, text, at) VALUES (%s, %s, %s, %s)", values)
    return HttpResponseRedirect("/done/")


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer the start of the bench."""
    return HttpResponse("ok")


urlpatterns: list[Any] = [path("insert/", insert), path("healthz", healthz)]

if os.environ.get("GONGKAI_BARE_CREATE"):
    create_table()


def application(environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - as WSGI has it
    """Answer a request."""
    return _application(environ, start_response)


from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings

_application = get_wsgi_application()
