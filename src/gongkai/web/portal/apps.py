"""The room as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.portal"
    label = "portal"
