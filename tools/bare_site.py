"""The yardsticks of the filing bench: Django views that insert one row, with the platform's durability.

`/insert/` is what a new Django project does: its own middleware, a form with the same fields, one row with these
fields. `/raw/` is less than any site does: no middleware, no form, one statement. Same server, same database settings.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar

import django
from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from gongkai.web.project.environment import database_settings, read_environment
from tools.live import FIELDS

if not settings.configured:
    settings.configure(
        SECRET_KEY="bare" * 20,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="tools.bare_site",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        DATABASES={"default": database_settings(read_environment())},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        CSRF_COOKIE_NAME="gongkai-csrf",
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        USE_TZ=True,
    )
    django.setup()

from django import forms

NAMES = (*FIELDS, "submission_key")
Row: Any = type(
    "Row",
    (models.Model,),
    {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "bare"}), **{n: models.TextField() for n in NAMES}},
)


class RowForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form with the fields of an application."""

    class Meta:
        """Which table."""

        model = Row
        fields: ClassVar[tuple[str, ...]] = NAMES


def insert(request: HttpRequest) -> HttpResponse:
    """Judge the form, insert one row, redirect."""
    form = RowForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_text(), status=422)
    form.save()
    return HttpResponseRedirect("/done/")


@csrf_exempt
def raw(request: HttpRequest) -> HttpResponse:
    """Insert one row by one statement."""
    values = [request.POST.get(name, "") for name in NAMES]
    with connection.cursor() as cursor:
        marks, columns = ", ".join(["%s"] * len(NAMES)), ", ".join(f'"{name}"' for name in NAMES)
        cursor.execute(f"INSERT INTO bare_row ({columns}) VALUES ({marks})", values)
    return HttpResponseRedirect("/done/")


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer the start of the bench."""
    return HttpResponse("ok")


urlpatterns: list[Any] = [path("insert/", insert), path("raw/", raw), path("healthz", healthz)]


def create_table() -> None:
    """Make the table, once."""
    if Row._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Row)
    connection.close()


from django.core.wsgi import get_wsgi_application  # noqa: E402 - after the settings

application = get_wsgi_application()
if __name__ == "__main__" and os.environ.get("GONGKAI_HOME"):
    create_table()
