"""Tables beside the cases: number series, the office's set-up, register books, failed queries."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.cases import choices
from gongkai.web.organs.models import Account, Organ, new_ref

INDEXES_WHERE_SET: Final = tuple(
    models.Index(fields=fields, condition=models.Q(**{f"{fields[0]}__isnull": False}), name=name)
    for name, fields in {
        "case_by_handler": ("handler", "phase", "due_on"),
        "case_by_owner": ("owner",),
        "case_by_parent": ("parent",),
        "case_by_origin": ("transferred_from",),
    }.items()
)
"""Of the table of cases: a filing has none of these yet, and does not pay for them."""


class NumberSeries(models.Model):
    """The last number given in one organ and year. Advanced in the transaction that uses the number: no gaps."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (models.UniqueConstraint(fields=("organ", "year"), name="case_one_series_a_year"),)


class Office(models.Model):
    """What an organ's disclosure office sets up for its letters and for keeping identities."""

    organ = models.OneToOneField(Organ, on_delete=models.PROTECT, related_name="case_office")
    word = models.CharField(_("机关代字"), max_length=20, blank=True)
    reconsideration_online = models.CharField(_("行政复议网上申请渠道"), max_length=200, blank=True)
    payment = models.TextField(_("缴费方式"), blank=True)
    keep_identity_years = models.PositiveSmallIntegerField(_("身份信息保存年数"), default=5)
    version = models.PositiveIntegerField(default=1)


class RegisterImport(models.Model):
    """A register book on its way into the platform."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    content_sealed = models.BinaryField()
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=choices.ImportState.choices, default="waiting")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()


class FailedQuery(models.Model):
    """Wrong query codes from one address in one quarter of an hour, counted to slow down guessing."""

    who = models.CharField(max_length=80)
    window = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (models.UniqueConstraint(fields=("who", "window"), name="case_failed_query_once"),)
