"""The room as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.cases"
    label = "cases"
