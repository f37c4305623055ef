"""The fixed choices of special documents, channels and imports, each with the words that are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class InterpretationForm(models.TextChoices):
    """In which form a policy is explained."""

    TEXT = "text", _("文字解读")
    PICTURE = "picture", _("图解")
    AUDIO = "audio", _("音频解读")
    VIDEO = "video", _("视频解读")
    BRIEFING = "briefing", _("新闻发布会")


class Gravity(models.TextChoices):
    """How grave what people are concerned about is: it sets the period for the answer."""

    ORDINARY = "ordinary", _("一般政务舆情")
    EMERGENCY = "emergency", _("特别重大、重大突发事件")


class ConcernSource(models.TextChoices):
    """Where a concern was noticed."""

    MESSAGE = "message", _("网民留言")
    HOTLINE = "hotline", _("12345热线")
    MEDIA = "media", _("媒体报道")
    SOCIAL = "social", _("网络舆情")
    PETITION = "petition", _("信访")
    DEPUTIES = "deputies", _("建议提案")
    OTHER = "other", _("其他")


class Verdict(models.TextChoices):
    """What became of an opinion on a draft."""

    PENDING = "pending", _("未研究")
    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("未采纳")
    OFF_TOPIC = "off_topic", _("与草案无关")


class OpinionMedium(models.TextChoices):
    """How an opinion came in."""

    PORTAL = "portal", _("网上提交")
    LETTER = "letter", _("信函")
    EMAIL = "email", _("电子邮件")
    PHONE = "phone", _("电话")
    MEETING = "meeting", _("座谈会、听证会")
    OTHER = "other", _("其他")


class MediaState(models.TextChoices):
    """Where a new-media account stands."""

    ASKED = "asked", _("申请开设")
    OPEN = "open", _("运行中")
    CLOSING = "closing", _("申请注销")
    CLOSED = "closed", _("已注销")
    REFUSED = "refused", _("不同意开设")


class MediaVerdict(models.TextChoices):
    """What a review of an account came to."""

    FIT = "fit", _("合格")
    TO_MEND = "to_mend", _("整改")
    TO_CLOSE = "to_close", _("应当注销")


class ImportState(models.TextChoices):
    """Where a table of past items stands. Nothing of it is public before a leader releases it."""

    WAITING = "waiting", _("等待处理")
    RUNNING = "running", _("正在导入")
    FAULTY = "faulty", _("有错误，没有导入")
    READY = "ready", _("已导入为草稿，等待发布")
    RELEASING = "releasing", _("正在发布")
    DONE = "done", _("完成")
