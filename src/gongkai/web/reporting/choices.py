"""What the columns of the annual report may hold, with the words for people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", _("编制中")
    IN_REVIEW = "in_review", _("内部审核中")
    PASSED = "passed", _("已签发")
    SUBMITTED = "submitted", _("已报送")
    RETURNED = "returned", _("被退回")
    ACCEPTED = "accepted", _("主管部门已接收")
    PUBLISHED = "published", _("已发布")


class Scope(models.TextChoices):
    """Whose figures a report holds: the organ's own, or its own and those of the organs below it."""

    OWN = "own", _("本级")
    ROLLUP = "rollup", _("汇总")


class Origin(models.TextChoices):
    """Where a frozen report came from."""

    COMPILED = "compiled", _("由记录汇编")
    ROLLED_UP = "rolled_up", _("由下级汇总")
    READ = "read", _("由文件读入")
