"""Organs and people as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgansConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.organs"
    label = "organs"
    verbose_name = _("行政机关和人员")
