"""The fixed choices of the registers: rows of table 二, and what else reports tell, with the words that are shown."""

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


class CountKind(models.TextChoices):
    """What reports tell in words beside the tables; the label names the unit. Other things are named by hand."""

    TRAININGS = "trainings", _("政务公开培训（次）")
    PEOPLE_TRAINED = "people_trained", _("政务公开培训（人次）")
    HOTLINE_ORDERS = "hotline_orders", _("热线工单（件）")
    HOTLINE_ANSWERED = "hotline_answered", _("按期办结的热线工单（件）")
    MEETINGS = "meetings", _("研究政务公开的会议（次）")
    VISITORS = "visitors", _("政府信息查阅场所接待（人次）")
    ENQUIRIES = "enquiries", _("公开咨询答复（件）")
    LETTERS = "letters", _("领导信箱来信（件）")
    PROPOSALS = "proposals", _("公开的建议提案办理结果（件）")
    CALLED_TO_ACCOUNT = "called_to_account", _("责任追究（起）")
    OTHER = "other", _("其他")
