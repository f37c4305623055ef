"""What the search keeps of each published item. Derived data: `gongkai manage rebuild_search` makes all of it anew."""

from __future__ import annotations

from django.db import models

from gongkai.web.organs.models import Organ


class SearchEntry(models.Model):
    """The narrow row that a search filters, counts and sorts by. Only published items have one."""

    item = models.OneToOneField("disclosure.Item", on_delete=models.CASCADE, primary_key=True, related_name="+")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    category = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    validity = models.CharField(max_length=10)
    publish_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=400)
    document_number = models.CharField(max_length=160)
    index_number = models.CharField(max_length=120)

    class Meta:  # noqa: D106 - as in models.py
        indexes = (
            models.Index(fields=("-publish_at", "-item"), name="search_by_time"),
            models.Index(fields=("organ", "-publish_at"), name="search_by_organ"),
            models.Index(fields=("kind", "-publish_at"), name="search_by_kind"),
            models.Index(fields=("organ", "category", "kind", "-publish_at"), name="search_by_neighbours"),
            models.Index(fields=("expires_at",), name="search_by_end"),
        )


class SearchText(models.Model):
    """Everything that can be found of an item, folded: title, numbers, body and the text of its attachments."""

    item = models.OneToOneField("disclosure.Item", on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField()


class SearchLag(models.Model):
    """An item whose change has not reached the outside index yet; the table stays empty where there is none."""

    item = models.OneToOneField("disclosure.Item", on_delete=models.CASCADE, primary_key=True, related_name="+")


class Subscription(models.Model):
    """Somebody who wants an e-mail about what is published. The address is kept sealed, and only until they leave."""

    ref = models.CharField(max_length=24, unique=True)
    email = models.TextField()
    email_mark = models.CharField(max_length=90)
    scope = models.CharField(max_length=40, blank=True, help_text="the reference of an organ, or nothing for all")
    category = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (
            models.UniqueConstraint(
                fields=("email_mark", "scope", "category", "words"), name="disclosure_subscription_once"
            ),
        )
