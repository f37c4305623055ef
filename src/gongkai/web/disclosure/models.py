"""Tables of items: government information from its draft to its publication, correction and withdrawal."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure import choices
from gongkai.web.disclosure.channel_tables import ChannelPost, ImportedItem, ItemImport, MediaAccount, MediaReview
from gongkai.web.disclosure.search_tables import SearchEntry, SearchLag, SearchText, Subscription
from gongkai.web.disclosure.side_tables import IndexSeries, ListedWord, PublicVersion, Relation
from gongkai.web.disclosure.special_tables import (
    CategoryNote,
    CommentPeriod,
    Concern,
    Guide,
    GuideIssue,
    InstitutionItem,
    Interpretation,
    Opinion,
    Release,
    StandardEntry,
)
from gongkai.web.files.choices import Checked
from gongkai.web.organs.models import Account, Organ, new_ref

__all__ = [
    "CategoryNote",
    "ChannelPost",
    "CommentPeriod",
    "Concern",
    "Gate",
    "Guide",
    "GuideIssue",
    "ImportedItem",
    "IndexSeries",
    "InstitutionItem",
    "Interpretation",
    "Item",
    "ItemFile",
    "ItemImport",
    "ListedWord",
    "MediaAccount",
    "MediaReview",
    "Opinion",
    "PublicVersion",
    "Relation",
    "Release",
    "Revision",
    "SearchEntry",
    "SearchLag",
    "SearchText",
    "StandardEntry",
    "Subscription",
]


class Item(models.Model):
    """One piece of government information. A correction under way is an item of its own that names what it corrects."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="items")
    index_number = models.CharField(_("索引号"), max_length=60, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    document_number = models.CharField(_("文号"), max_length=80, blank=True)
    kind = models.CharField(_("种类"), max_length=16, choices=choices.ItemKind.choices, default="document")
    category = models.CharField(_("法定主动公开类别"), max_length=40, blank=True)
    theme = models.CharField(_("主题分类"), max_length=40, blank=True)
    genre = models.CharField(_("体裁"), max_length=20, blank=True)
    made_on = models.DateField(_("成文日期"))
    published_on = models.DateField(_("发布日期"), null=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    validity = models.CharField(_("有效性"), max_length=10, choices=choices.Validity.choices, default="in_force")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    attribute = models.CharField(_("公开属性"), max_length=14, choices=choices.Attribute.choices)
    attribute_reason = models.TextField(_("确定公开属性的理由"), blank=True)
    attribute_basis = models.CharField(_("依据"), max_length=200, blank=True)
    summary = models.CharField(_("内容概述"), max_length=300, blank=True)
    body = models.TextField(_("正文"), blank=True)
    text = models.TextField(blank=True)

    state = models.CharField(_("状态"), max_length=10, choices=choices.ItemState.choices, default="draft")
    publish_at = models.DateTimeField(_("发布时间"), null=True)
    expires_at = models.DateTimeField(_("到期时间"), null=True)
    due_on = models.DateField(_("应当公开的最后日期"), null=True)
    public_note = models.TextField(_("公开说明"), blank=True)
    ordered_note = models.TextField(_("上级要求更正的内容"), blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    review_ref = models.CharField(max_length=24, blank=True)
    reviewed_digest = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    authors = models.ManyToManyField(Account, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("index_number",), condition=~Q(index_number=""), name="disclosure_index_number_once"
            ),
            models.UniqueConstraint(
                fields=("corrects",),
                condition=Q(state__in=["draft", "in_review", "passed"]),
                name="disclosure_one_correction_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="disclosure_successor_is_another"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(attribute="public", publish_at__isnull=False),
                name="disclosure_published_is_public",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "state", "-publish_at"), name="disclosure_by_organ"),
            models.Index(fields=("state", "-publish_at"), name="disclosure_by_time"),
            models.Index(fields=("organ", "category", "-publish_at"), name="disclosure_by_category"),
            models.Index(fields=("organ", "kind", "-publish_at"), name="disclosure_by_kind"),
            models.Index(fields=("organ", "state", "due_on"), name="disclosure_by_due"),
            models.Index(fields=("document_number",), name="disclosure_by_number"),
        )

    def __str__(self) -> str:
        return self.title


class ItemFile(models.Model):
    """A file of an item: an attachment, or a picture of its body.

    `clean_copy` is what goes out in the place of a file that tells who made it, where or with what.
    """

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(max_length=12, choices=choices.FileRole.choices, default="attachment")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    suffix = models.CharField(max_length=8)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    clean_copy = models.BinaryField(null=True)
    text = models.TextField(blank=True)
    checked = models.CharField(max_length=8, choices=Checked.choices, default="waiting")
    findings = models.JSONField(default=list)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("item", "place", "pk")


class Revision(models.Model):
    """What an item said at a moment: never changed, only followed by another."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField()
    digest = models.CharField(max_length=64)
    person = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ("item", "number")
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="disclosure_revision_once"),)


class Gate(models.Model):
    """What one check before publishing found in one state of an item, and who cleared it why."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="gates")
    gate = models.CharField(max_length=20)
    digest = models.CharField(max_length=100)
    state = models.CharField(max_length=8, choices=choices.GateState.choices)
    findings = models.JSONField(default=list)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    cleared_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("item", "pk")
        constraints = (models.UniqueConstraint(fields=("item", "gate", "digest"), name="disclosure_gate_once"),)
