"""Tables beside the reports: whether anybody may have a file checked, and files of earlier years on their way in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.models import Account, Organ, new_ref


class CheckingPlace(models.Model):
    """Whether an organ lets anybody drop a report on its page and get it back marked. Staff always may."""

    organ = models.OneToOneField(Organ, on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(_("公众可以使用“交来即查”"), default=False)
    version = models.PositiveIntegerField(default=1)


class EarlierReport(models.Model):
    """A report that an organ published before it came to the platform: as read, and what a person answered.

    It counts only when nothing is open and it was confirmed; then `frozen` is its version.
    """

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    digest = models.CharField(max_length=64)
    content = models.TextField()
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    published_on = models.DateField(_("原发布日期"), null=True)
    source = models.CharField(_("原发布地址或者出处"), max_length=300, blank=True)
    frozen = models.OneToOneField(
        "reporting.FrozenReport", on_delete=models.PROTECT, null=True, related_name="earlier_file"
    )
    dropped_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-year", "-pk")
