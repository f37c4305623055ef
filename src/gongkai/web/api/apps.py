"""The room as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.api"
    label = "api"
