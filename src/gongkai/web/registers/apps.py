"""The room as a Django app."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.registers"
    label = "registers"
