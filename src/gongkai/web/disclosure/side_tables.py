"""Tables beside the items: how items stand to each other, index numbers, word lists, versions of what is public."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure import choices
from gongkai.web.organs.models import Account, Organ


class Relation(models.Model):
    """One item stands to another in some way; shown on both."""

    item = models.ForeignKey("disclosure.Item", on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey("disclosure.Item", on_delete=models.CASCADE, related_name="relations_from")
    kind = models.CharField(max_length=12, choices=choices.RelationKind.choices)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (
            models.UniqueConstraint(fields=("item", "other", "kind"), name="disclosure_relation_once"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="disclosure_relation_to_another"),
        )


class IndexSeries(models.Model):
    """The last index number given in one organ and year; advanced in the transaction that uses the number."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (models.UniqueConstraint(fields=("organ", "year"), name="disclosure_one_series_a_year"),)


class ListedWord(models.Model):
    """A word that an organ wants to be stopped at before it publishes, and what to write instead."""

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="listed_words")
    word = models.CharField(_("词"), max_length=60)
    kind = models.CharField(_("种类"), max_length=10, choices=choices.WordKind.choices)
    instead = models.CharField(_("应当写作"), max_length=60, blank=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("organ", "kind", "word")
        constraints = (models.UniqueConstraint(fields=("organ", "word"), name="disclosure_word_once"),)


class PublicVersion(models.Model):
    """Counts every change of what the public sees: one row for each organ, by its reference, and "" for all of them."""

    scope = models.CharField(max_length=40, unique=True)
    number = models.PositiveBigIntegerField(default=0)
