"""Upkeep as a Django app."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.upkeep"
    label = "upkeep"
