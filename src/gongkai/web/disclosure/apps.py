"""The room as a Django app."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.disclosure"
    label = "disclosure"
