"""The fixed choices of an appeal, each with the words that are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Route(models.TextChoices):
    """Groups of table 四."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LITIGATION_DIRECT = "litigation_direct", _("行政诉讼（未经复议直接起诉）")
    LITIGATION_AFTER = "litigation_after_reconsideration", _("行政诉讼（复议后起诉）")


class Instance(models.TextChoices):
    """Before which instance a lawsuit is."""

    NONE = "", _("不适用（行政复议）")
    FIRST = "first", _("一审")
    SECOND = "second", _("二审")
    RETRIAL = "retrial", _("再审")


class Procedure(models.TextChoices):
    """By which procedure it is heard."""

    ORDINARY = "ordinary", _("普通程序")
    SIMPLIFIED = "simplified", _("简易程序")


class Result(models.TextChoices):
    """Columns of table 四; one that is still open is pending whatever is written here."""

    NONE = "", _("尚未审结")
    UPHELD = "upheld", _("结果维持")
    CORRECTED = "corrected", _("结果纠正")
    OTHER = "other", _("其他结果")
