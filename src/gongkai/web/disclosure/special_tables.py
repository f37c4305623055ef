"""Tables of special documents: guide, catalogue, interpretation, answers to concerns, drafts for comment, opinions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure import special_choices as choices
from gongkai.web.organs.models import Account, Organ, new_ref

_ITEM = "disclosure.Item"


class Guide(models.Model):
    """What an organ's guide says beside its contact data (Article 12), and the item it was last published as."""

    organ = models.OneToOneField(Organ, on_delete=models.PROTECT, related_name="guide")
    classification = models.TextField(_("政府信息的分类"), blank=True)
    arrangement = models.TextField(_("编排体系"), blank=True)
    access = models.TextField(_("获取方式"), blank=True)
    supervision = models.TextField(_("监督方式"), blank=True)
    checked_on = models.DateField(_("最近核对日期"), null=True)
    version = models.PositiveIntegerField(default=1)


class GuideIssue(models.Model):
    """An item made from the guide, and the print of what it was made from: tells whether it is still up to date."""

    item = models.OneToOneField(_ITEM, on_delete=models.CASCADE, related_name="guide_issue")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)


class CategoryNote(models.Model):
    """Why nothing stands in a statutory category of an organ's catalogue: it has no such business."""

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="category_notes")
    category = models.CharField(max_length=40)
    note = models.CharField(_("不涉及的理由"), max_length=200)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (models.UniqueConstraint(fields=("organ", "category"), name="disclosure_category_note_once"),)


class Interpretation(models.Model):
    """In which form an item explains a policy. What is heard or seen has its words beside it."""

    item = models.OneToOneField(_ITEM, on_delete=models.CASCADE, related_name="interpretation")
    form = models.CharField(_("解读形式"), max_length=10, choices=choices.InterpretationForm.choices)
    address = models.URLField(_("音频、视频或者直播地址"), blank=True)
    transcript = models.TextField(_("文字稿"), blank=True)


class Release(models.Model):
    """Whether a policy has to be explained, and why it may go out without."""

    item = models.OneToOneField(_ITEM, on_delete=models.CASCADE, related_name="release")
    is_explained = models.BooleanField(_("须同步解读"))
    alone_because = models.TextField(_("单独发布的理由"), blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()


class InstitutionItem(models.Model):
    """Which rule that an organ has to give itself an item is."""

    item = models.OneToOneField(_ITEM, on_delete=models.CASCADE, related_name="institution")
    institution = models.CharField(max_length=20)


class Concern(models.Model):
    """Something that people are concerned about, and the item that answers it."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="concerns")
    title = models.CharField(_("关切的问题"), max_length=200)
    source = models.CharField(_("来源"), max_length=10, choices=choices.ConcernSource.choices)
    gravity = models.CharField(_("等级"), max_length=10, choices=choices.Gravity.choices, default="ordinary")
    raised_at = models.DateTimeField(_("发现时间"))
    due_at = models.DateTimeField(_("回应期限"))
    response = models.OneToOneField(_ITEM, on_delete=models.PROTECT, null=True, related_name="concern")
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("-raised_at", "-pk")


class CommentPeriod(models.Model):
    """How long a draft decision is open for comment, and the notice that explains what was adopted."""

    item = models.OneToOneField(_ITEM, on_delete=models.CASCADE, related_name="comment_period")
    opens_on = models.DateField(_("征求意见开始日期"))
    closes_on = models.DateField(_("征求意见截止日期"))
    shorter_because = models.TextField(_("缩短期限的说明"), blank=True)
    ways = models.TextField(_("提出意见的其他方式"), blank=True)
    feedback = models.OneToOneField(_ITEM, on_delete=models.PROTECT, null=True, related_name="feedback_for")
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        constraints = (
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="disclosure_comment_period_ends"),
        )


class Opinion(models.Model):
    """What somebody said about a draft. Who, and the words, are sealed; only the organ's summary is ever public."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    item = models.ForeignKey(_ITEM, on_delete=models.PROTECT, related_name="opinions")
    serial = models.PositiveIntegerField()
    submission_key = models.CharField(max_length=64, unique=True)
    medium = models.CharField(_("提出方式"), max_length=8, choices=choices.OpinionMedium.choices, default="portal")
    received_at = models.DateTimeField()
    person_sealed = models.TextField(blank=True)
    person_shown = models.JSONField(default=dict)
    text_sealed = models.TextField()
    verdict = models.CharField(_("处理"), max_length=12, choices=choices.Verdict.choices, default="pending")
    summary = models.TextField(_("意见摘要（可以公开）"), blank=True)
    explanation = models.TextField(_("采纳情况和理由（可以公开）"), blank=True)
    judged_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("item", "serial")
        constraints = (models.UniqueConstraint(fields=("item", "serial"), name="disclosure_opinion_once"),)


class StandardEntry(models.Model):
    """One row of an organ's local standard catalogue (基层政务公开标准目录), as the organ adopted it."""

    organ = models.ForeignKey(Organ, on_delete=models.CASCADE, related_name="standard_entries")
    place = models.PositiveIntegerField()
    field = models.CharField(max_length=40)
    serial = models.CharField(max_length=20, blank=True)
    matter = models.CharField(max_length=100)
    sub_matter = models.CharField(max_length=200, blank=True)
    content = models.TextField()
    basis = models.TextField(blank=True)
    period = models.CharField(max_length=200, blank=True)
    responsible = models.CharField(max_length=100, blank=True)
    channels = models.CharField(max_length=300, blank=True)
    audience = models.CharField(max_length=60, blank=True)
    manner = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=60, blank=True)

    class Meta:  # noqa: D106 - as in models.py
        ordering = ("organ", "place")
        constraints = (models.UniqueConstraint(fields=("organ", "place"), name="disclosure_standard_place_once"),)
