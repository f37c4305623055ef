"""The room as a Django app."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.appeals"
    label = "appeals"
