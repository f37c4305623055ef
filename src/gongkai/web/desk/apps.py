"""The room as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.desk"
    label = "desk"
