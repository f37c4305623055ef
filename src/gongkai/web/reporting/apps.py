"""The room as a Django app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.reporting"
    label = "reporting"
