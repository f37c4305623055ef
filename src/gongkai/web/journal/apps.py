"""The journal as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """Name and label of the app."""

    name = "gongkai.web.journal"
    label = "journal"
    verbose_name = _("日志")
