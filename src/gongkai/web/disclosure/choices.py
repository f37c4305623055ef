"""The fixed choices of an item, each with the words that are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What an item is."""

    DOCUMENT = "document", _("政府信息")
    INTERPRETATION = "interpretation", _("政策解读")
    RESPONSE = "response", _("回应关切")
    COMMENT_DRAFT = "comment_draft", _("决策预公开草案")
    INSTITUTION = "institution", _("政府信息公开制度")
    GUIDE = "guide", _("政府信息公开指南")
    CATALOGUE = "catalogue", _("政府信息公开目录")
    ANNUAL_REPORT = "annual_report", _("政府信息公开年报")
    OTHER = "other", _("其他")


class ItemState(models.TextChoices):
    """Where an item stands. `published` with a later `publish_at` is scheduled; `merged`: a correction, done."""

    DRAFT = "draft", _("起草中")
    IN_REVIEW = "in_review", _("审核中")
    PASSED = "passed", _("审核通过，待发布")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤下")
    EXPIRED = "expired", _("已到期")
    MERGED = "merged", _("更正已并入原件")
    DROPPED = "dropped", _("已作废")


class Validity(models.TextChoices):
    """Whether what an item says still holds."""

    IN_FORCE = "in_force", _("现行有效")
    AMENDED = "amended", _("已修改")
    REPEALED = "repealed", _("已废止")
    LAPSED = "lapsed", _("已失效")


class Attribute(models.TextChoices):
    """公开属性: fixed when a document is drafted."""

    PUBLIC = "public", _("主动公开")
    ON_APPLICATION = "on_application", _("依申请公开")
    NOT_PUBLIC = "not_public", _("不予公开")


class RelationKind(models.TextChoices):
    """How an item stands to another."""

    INTERPRETS = "interprets", _("解读")
    IMPLEMENTS = "implements", _("贯彻落实")
    AMENDS = "amends", _("修改")
    REPLACES = "replaces", _("替代")
    RELATED = "related", _("相关")


class FileRole(models.TextChoices):
    """What a file of an item is for."""

    ATTACHMENT = "attachment", _("附件")
    PICTURE = "picture", _("正文图片")


class GateState(models.TextChoices):
    """What a check before publishing came to."""

    PASSED = "passed", _("通过")
    OPEN = "open", _("待处理")
    CLEARED = "cleared", _("已核对放行")


class WordKind(models.TextChoices):
    """Why a word stands on an organ's list."""

    WRONG = "wrong", _("错别字、错误表述")
    SENSITIVE = "sensitive", _("敏感词")
    FORBIDDEN = "forbidden", _("禁用词")
