"""Tables of appeals. Who complains is kept sealed, as in `cases`; lists show the masked name."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.appeals import choices
from gongkai.web.cases.models import Case
from gongkai.web.files.choices import Checked
from gongkai.web.organs.models import Account, Organ, new_ref


class Appeal(models.Model):
    """One reconsideration, or one instance of a lawsuit, about how an application was handled."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(_("救济途径"), max_length=40, choices=choices.Route.choices)
    instance = models.CharField(_("审级"), max_length=8, choices=choices.Instance.choices, blank=True)
    procedure = models.CharField(_("审理程序"), max_length=12, choices=choices.Procedure.choices, default="ordinary")
    forum = models.CharField(_("复议机关或者法院"), max_length=100)
    number = models.CharField(_("案号"), max_length=80, blank=True)
    complainant_sealed = models.TextField(blank=True)
    complainant_shown = models.CharField(_("申请人或者原告（遮蔽）"), max_length=60, blank=True)
    about = models.TextField(_("争议事项"))
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="appeals")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")

    filed_on = models.DateField(_("受理（立案）日期"))
    copy_received_on = models.DateField(_("收到申请书（起诉状）副本之日"), null=True)
    answer_due_on = models.DateField(_("答复（答辩）期限"), null=True)
    answered_on = models.DateField(_("提交答复（答辩）之日"), null=True)
    result = models.CharField(_("结果"), max_length=12, choices=choices.Result.choices, blank=True)
    closed_on = models.DateField(_("审结日期"), null=True)
    outcome = models.TextField(_("结果说明"), blank=True)

    handler = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    authors = models.ManyToManyField(Account, related_name="+")
    involved = models.ManyToManyField(Organ, related_name="+")
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-filed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None, result="")
                | (Q(closed_on__isnull=False, closed_on__gte=F("filed_on")) & ~Q(result="")),
                name="appeal_closed_with_result",
            ),
            models.UniqueConstraint(
                fields=("organ", "forum", "number"), condition=~Q(number=""), name="appeal_number_once"
            ),
        )
        indexes = (models.Index(fields=("organ", "filed_on", "closed_on"), name="appeal_by_year"),)


class AppealFile(models.Model):
    """A file of an appeal, sealed."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="files")
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
