"""Tables of the registers: one for each book, evidence beside them, and which book is complete for which year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.files.choices import Checked
from gongkai.web.organs.models import Account, Organ, new_ref
from gongkai.web.registers import choices

STANDS = Q(voided_at=None)


class Entry(models.Model):
    """What every entry of a book has. Nothing is deleted: a voided entry stays, and counts nowhere."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("备注"), max_length=300, blank=True)
    batch = models.CharField(max_length=24, blank=True)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    book: ClassVar[str]

    class Meta:
        abstract = True


class Document(Entry):
    """A rule or an administrative normative document, from its issue to its end."""

    book = "document"
    kind = models.CharField(_("种类"), max_length=24, choices=choices.DocumentKind.choices)
    title = models.CharField(_("名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=80, blank=True)
    issued_on = models.DateField(_("制发日期"))
    disclosed_on = models.DateField(_("公开日期"), null=True)
    valid_until = models.DateField(_("有效期至"), null=True)
    repealed_on = models.DateField(_("废止日期"), null=True)
    repeal_basis = models.CharField(_("废止依据"), max_length=200, blank=True)

    class Meta:
        ordering = ("-issued_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "kind", "number", "title"), condition=STANDS, name="register_document_once"
            ),
            models.CheckConstraint(
                condition=Q(repealed_on=None) | Q(repealed_on__gte=F("issued_on")), name="register_repealed_after_issue"
            ),
        )
        indexes = (models.Index(fields=("organ", "issued_on"), name="register_document_by_day"),)


class Decision(Entry):
    """Decisions of one kind in one month: how many, and where the number comes from."""

    book = "decision"
    kind = models.CharField(_("种类"), max_length=24, choices=choices.DecisionKind.choices)
    year = models.PositiveSmallIntegerField(_("年度"))
    month = models.PositiveSmallIntegerField(_("月份"))
    count = models.PositiveIntegerField(_("件数"))
    source = models.CharField(_("数据来源"), max_length=100, blank=True)

    class Meta:
        ordering = ("-year", "-month", "kind", "source")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "kind", "year", "month", "source"), condition=STANDS, name="register_decision_once"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="register_decision_month"),
        )


class ListedItem(Entry):
    """A kind of licence, penalty, charge on the organ's list, from a day on (the form of 2019 counts them)."""

    book = "item"
    kind = models.CharField(_("种类"), max_length=24, choices=choices.ItemKind.choices)
    name = models.CharField(_("事项名称"), max_length=200)
    listed_on = models.DateField(_("列入日期"))
    delisted_on = models.DateField(_("取消日期"), null=True)

    class Meta:
        ordering = ("kind", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "kind", "name", "listed_on"), condition=STANDS, name="register_item_once"
            ),
        )


class Charge(Entry):
    """Administrative charges taken for one thing in one month."""

    book = "charge"
    name = models.CharField(_("收费项目"), max_length=100)
    year = models.PositiveSmallIntegerField(_("年度"))
    month = models.PositiveSmallIntegerField(_("月份"))
    amount_yuan = models.DecimalField(_("收费金额（元）"), max_digits=16, decimal_places=2)

    class Meta:
        ordering = ("-year", "-month", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "name", "year", "month"), condition=STANDS, name="register_charge_once"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="register_charge_month"),
        )


class Purchase(Entry):
    """Purchases under central government procurement (the form of 2019 counts them)."""

    book = "purchase"
    name = models.CharField(_("采购项目"), max_length=200)
    bought_on = models.DateField(_("采购日期"))
    count = models.PositiveIntegerField(_("项目数"), default=1)
    amount_yuan = models.DecimalField(_("采购金额（元）"), max_digits=16, decimal_places=2)

    class Meta:
        ordering = ("-bought_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "name", "bought_on"), condition=STANDS, name="register_purchase_once"
            ),
        )


class StatedCount(Entry):
    """What reports tell beside the tables and no record of the platform holds: trainings, hotline orders, by month."""

    book = "count"
    kind = models.CharField(_("种类"), max_length=24, choices=choices.CountKind.choices)
    name = models.CharField(_("名称"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    month = models.PositiveSmallIntegerField(_("月份"))
    count = models.PositiveIntegerField(_("数字"))
    source = models.CharField(_("依据"), max_length=100)

    class Meta:
        ordering = ("-year", "-month", "kind", "name", "source")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "kind", "name", "year", "month", "source"),
                condition=STANDS,
                name="register_count_once",
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="register_count_month"),
            models.CheckConstraint(condition=~Q(source=""), name="register_count_has_source"),
        )


class Evidence(models.Model):
    """A file that shows where an entry comes from; sealed like every file that is not public."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=12)
    entry_ref = models.CharField(max_length=24, db_index=True)
    name_sealed = models.TextField()
    content_sealed = models.BinaryField()
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    checked = models.CharField(max_length=8, choices=Checked.choices, default=Checked.CLEAN)
    findings = models.JSONField(default=list)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)


class Closing(models.Model):
    """Somebody says that a book is complete for a year. Where there are no entries, the count is then 0, not blank."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "book")
        constraints = (models.UniqueConstraint(fields=("organ", "book", "year"), name="register_closed_once"),)
