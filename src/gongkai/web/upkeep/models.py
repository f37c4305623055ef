"""When each periodic job ran last, and who is at it now."""

from __future__ import annotations

from django.db import models


class JobState(models.Model):
    """One row for each job. Not a record of what people did: that is the journal's."""

    name = models.CharField(max_length=60, primary_key=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name",)
