"""Tables of drafts prepared for a whole area at once: the run, and its pieces, each compiled in one transaction."""

from __future__ import annotations

from django.db import models

from gongkai.web.organs.models import Account, Organ, new_ref


class AreaRun(models.Model):
    """That drafts are prepared for the organs below one. `why_stopped`: it cannot go on, and why."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    why_stopped = models.TextField(blank=True)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "year"), condition=models.Q(finished_at=None), name="report_one_area_run"
            ),
        )


class AreaPiece(models.Model):
    """Some organs of a run, compiled together. Done at once or not at all: a crash leaves it as it was."""

    run = models.ForeignKey(AreaRun, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    organs = models.JSONField(default=list)
    size = models.PositiveIntegerField()
    made = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    done_at = models.DateTimeField(null=True)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("run", "number")
        constraints = (models.UniqueConstraint(fields=("run", "number"), name="report_area_piece_once"),)
        indexes = (models.Index(fields=("run", "done_at"), name="report_area_waiting"),)
