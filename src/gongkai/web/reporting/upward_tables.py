"""Tables of what goes up: submissions with their marks, files entered for others, roll-ups and reminders."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.models import Account, Organ, new_ref


class SubmissionState(models.TextChoices):
    """Where a submitted version stands at the competent department."""

    SUBMITTED = "submitted", _("待审核")
    RECALLED = "recalled", _("已撤回")
    RETURNED = "returned", _("已退回")
    ACCEPTED = "accepted", _("已接收")
    SUPERSEDED = "superseded", _("已由更正版本代替")


class Submission(models.Model):
    """One frozen version of an organ's report, handed to the organ above, and what became of it.

    `findings` counts what the checker found when it was handed in, by severity; `marks` are what the superior sends
    back with the version: findings chosen, and remarks of its own on a cell or on words.
    """

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    frozen = models.ForeignKey("reporting.FrozenReport", on_delete=models.PROTECT, related_name="submissions")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="submissions")
    to = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="submissions_received")
    year = models.PositiveSmallIntegerField(_("年度"))
    state = models.CharField(max_length=10, choices=SubmissionState.choices, default=SubmissionState.SUBMITTED)
    is_entered = models.BooleanField(default=False)
    findings = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    reason = models.TextField(_("理由"), blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "year"), condition=Q(state="submitted"), name="submission_one_waiting"
            ),
            models.UniqueConstraint(
                fields=("organ", "year"), condition=Q(state="accepted"), name="submission_one_accepted"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "recalled"]) | ~Q(reason=""), name="submission_back_has_reason"
            ),
            models.CheckConstraint(condition=~Q(organ=F("to")), name="submission_to_another"),
        )
        indexes = (models.Index(fields=("to", "year", "state"), name="submission_by_receiver"),)

    def __str__(self) -> str:
        return f"{self.organ.name}{self.year}年度报告第{self.frozen.number}版"


class EnteredFile(models.Model):
    """A file from an organ without the platform: as it was read, and what a person answered for each unread cell.

    `content` is what the reader made of it; `open` lists the cells that it could not read or that the report does not
    have, `answers` what a person said of each. It counts only when nothing is open and it was confirmed.
    """

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("年度"))
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    data = models.BinaryField()
    digest = models.CharField(max_length=64)
    content = models.TextField()
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, null=True, related_name="entered_file")
    dropped_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-at", "-pk")


class RollUpRun(models.Model):
    """One time that a roll-up was made: with which versions, who was missing, what could not be added. Never edited."""

    report = models.ForeignKey("reporting.AnnualReport", on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveSmallIntegerField()
    missing = models.JSONField(default=list)
    lacks = models.JSONField(default=list)
    includes_waiting = models.BooleanField(default=False)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="rollup_run_once"),)


class RollUpPart(models.Model):
    """The exact version of one organ's report that a roll-up added; `is_own` for the organ's own figures (本级)."""

    run = models.ForeignKey(RollUpRun, on_delete=models.CASCADE, related_name="parts")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    frozen = models.ForeignKey("reporting.FrozenReport", on_delete=models.PROTECT, related_name="rollup_parts")
    is_own = models.BooleanField(default=False)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("run", "pk")
        constraints = (models.UniqueConstraint(fields=("run", "organ"), name="rollup_part_once"),)


class Reminder(models.Model):
    """That an organ was reminded of its report: by the plan (`stage`) or by a person (`by`)."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=200)
    people = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "year", "stage"), condition=~Q(stage=""), name="reminder_once_a_stage"
            ),
        )
