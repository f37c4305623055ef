"""The project as a Django app: templates, static files and commands that belong to no single room."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.project"
    label = "project"
