"""Tables of approval chains: what an organ set up, and each document's way through its steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.models import Account, Organ, new_ref


class Chain(models.Model):
    """The steps that one kind of document takes in one organ, from a moment on."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="review_chains")
    kind = models.CharField(max_length=30)
    steps = models.JSONField()
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "kind"), condition=Q(replaced_at=None), name="review_one_chain_in_force"
            ),
        )


class State(models.TextChoices):
    """Where a review stands."""

    RUNNING = "running", _("审核中")
    RETURNED = "returned", _("已退回修改")
    PASSED = "passed", _("审核通过")
    CANCELLED = "cancelled", _("已撤回")


class Review(models.Model):
    """One document's review. `steps` is the chain as it was when the review began."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=40)
    subject_ref = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    steps = models.JSONField()
    step = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    due_on = models.DateField(null=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("started_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("subject_kind", "subject_ref"),
                condition=Q(state__in=["running", "returned"]),
                name="review_one_at_a_time",
            ),
        )


class Draft(models.Model):
    """The text under review, once for each round, never changed. Whoever wrote one is an author for ever."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="drafts")
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("review", "round"), name="review_one_draft_a_round"),)


class Verdict(models.TextChoices):
    """What somebody decided at a step."""

    PASS = "pass", _("通过")
    RETURN = "return", _("退回")
    CANCEL = "cancel", _("撤回")


class Decision(models.Model):
    """One decision at one step of one round."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("review", "round", "step"), name="review_one_decision_a_step"),
            models.CheckConstraint(condition=Q(verdict="pass") | ~Q(reason=""), name="review_return_has_reason"),
        )
