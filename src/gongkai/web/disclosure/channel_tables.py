"""Tables of channels: what was published where, new-media accounts, and past items on their way in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure import special_choices as choices
from gongkai.web.organs.models import Account, Organ, new_ref

_ITEM = "disclosure.Item"


class MediaAccount(models.Model):
    """A new-media account: asked for, opened with a leader's consent, reviewed, closed."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="media_accounts")
    channel = models.CharField(_("平台"), max_length=20)
    name = models.CharField(_("账号名称"), max_length=60)
    handle = models.CharField(_("账号标识"), max_length=60, blank=True)
    address = models.URLField(_("主页地址"), blank=True)
    purpose = models.TextField(_("功能定位"))
    keeper = models.CharField(_("管理部门"), max_length=60)
    second_because = models.TextField(_("同一平台再开账号的理由"), blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=choices.MediaState.choices, default="asked")
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField(_("开设日期"), null=True)
    closed_on = models.DateField(_("注销日期"), null=True)
    closing_reason = models.TextField(_("注销理由"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("organ", "channel", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("channel", "name"),
                condition=~Q(state__in=["closed", "refused"]),
                name="disclosure_account_once",
            ),
        )


class MediaReview(models.Model):
    """One look at an account: whether it is kept up, answers, and says what it should."""

    account = models.ForeignKey(MediaAccount, on_delete=models.CASCADE, related_name="reviews")
    on = models.DateField(_("检查日期"))
    verdict = models.CharField(_("结论"), max_length=10, choices=choices.MediaVerdict.choices)
    remark = models.TextField(_("发现的问题和整改要求"), blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("account", "-on", "-pk")


class ChannelPost(models.Model):
    """Something published in a channel other than this site: one piece, or `count` of them in one line."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="channel_posts")
    item = models.ForeignKey(_ITEM, on_delete=models.PROTECT, null=True, related_name="posts")
    channel = models.CharField(_("渠道"), max_length=20)
    account = models.ForeignKey(MediaAccount, on_delete=models.PROTECT, null=True, related_name="posts")
    title = models.CharField(_("内容"), max_length=200)
    on = models.DateField(_("发布日期"))
    address = models.CharField(_("网址或者地点"), max_length=300, blank=True)
    count = models.PositiveIntegerField(_("条数"), default=1)
    line_key = models.CharField(max_length=64, unique=True, null=True)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_because = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-on", "-pk")
        constraints = (models.CheckConstraint(condition=Q(count__gte=1), name="disclosure_post_counts"),)
        indexes = (models.Index(fields=("organ", "on", "channel"), name="disclosure_posts_by_day"),)


class ItemImport(models.Model):
    """A table or folder of past items on its way into the platform."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    content_sealed = models.BinaryField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=choices.ImportState.choices, default="waiting")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    released = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    released_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-pk",)


class ImportedItem(models.Model):
    """Which row an item came from, and the day it was published where it came from."""

    book = models.ForeignKey(ItemImport, on_delete=models.PROTECT, related_name="items")
    item = models.OneToOneField(_ITEM, on_delete=models.CASCADE, related_name="imported")
    row = models.PositiveIntegerField()
    published_on = models.DateField(null=True)
    held_because = models.JSONField(default=list)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("book", "row")
        constraints = (models.UniqueConstraint(fields=("book", "row"), name="disclosure_imported_once"),)
