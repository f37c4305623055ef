"""Tables of the journal. Triggers of the database forbid changing and deleting entries (`protection.py`)."""

from __future__ import annotations

from django.db import models

from gongkai.web.journal.values import ALGORITHM, Content


class Chain(models.Model):
    """The head of this database's one chain: where the next entry is tied on."""

    ref = models.CharField(max_length=36, unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="journal_one_chain"),)


class Entry(models.Model):
    """One act. Written once by `actions.record.record_entry`, never changed."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_ref = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=100, blank=True)
    organ_ref = models.CharField(max_length=64, blank=True, db_index=True)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=40)
    object_ref = models.CharField(max_length=100)
    reason = models.TextField(blank=True)
    before = models.TextField()
    after = models.TextField()
    clock_back = models.BooleanField(default=False)
    algorithm = models.CharField(max_length=16, default=ALGORITHM)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("object_kind", "object_ref"), name="journal_by_object"),
            models.Index(fields=("actor_ref",), name="journal_by_actor"),
        )

    def content(self) -> Content:
        """Return what the hash covers."""
        return Content(
            sequence=self.sequence,
            at=self.at,
            actor_ref=self.actor_ref,
            actor_name=self.actor_name,
            organ_ref=self.organ_ref,
            action=self.action,
            object_kind=self.object_kind,
            object_ref=self.object_ref,
            reason=self.reason,
            before=self.before,
            after=self.after,
            clock_back=self.clock_back,
            previous_hash=self.previous_hash,
        )
