"""The fixed choices of the registers: rows of table 二, with the words that are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Rows of Article 20 (1)."""

    RULES = "rules", _("规章")
    NORMATIVE_DOCUMENTS = "normative_documents", _("行政规范性文件")


class DecisionKind(models.TextChoices):
    """Rows of Article 20 (5) and (6)."""

    LICENSING = "licensing", _("行政许可")
    PENALTIES = "penalties", _("行政处罚")
    COMPULSION = "compulsion", _("行政强制")
    OTHER_SERVICES = "other_services", _("其他对外管理服务事项")


class ItemKind(models.TextChoices):
    """Rows of the form of 2019 that count listed items."""

    LICENSING = "licensing", _("行政许可")
    OTHER_SERVICES = "other_services", _("其他对外管理服务事项")
    PENALTIES = "penalties", _("行政处罚")
    COMPULSION = "compulsion", _("行政强制")
    FEES = "fees", _("行政事业性收费")
