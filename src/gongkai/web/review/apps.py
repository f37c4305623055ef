"""The room as a Django app."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.review"
    label = "review"
