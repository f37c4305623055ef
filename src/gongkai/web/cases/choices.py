"""The fixed choices of a case, each with the words that are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.web.files.choices import Checked

__all__ = [
    "ApplicantKind",
    "AttachmentKind",
    "Checked",
    "CopyForm",
    "DocumentKind",
    "ExtensionState",
    "ImportState",
    "MailState",
    "Medium",
    "Opinion",
    "ReplyKind",
    "ReplyState",
    "Route",
]


class ApplicantKind(models.TextChoices):
    """Columns of table 三: whose the application is."""

    NATURAL_PERSON = "natural_person", _("自然人")
    BUSINESS = "business", _("商业企业")
    RESEARCH = "research", _("科研机构")
    PUBLIC_INTEREST = "public_interest", _("社会公益组织")
    LEGAL_SERVICE = "legal_service", _("法律服务机构")
    OTHER_ORGANIZATION = "other_organization", _("其他")


class Medium(models.TextChoices):
    """How an application came in. `cases.intake.CHANNELS` says which channel of Article 31 each is."""

    ONLINE = "online", _("本平台在线提交")
    COUNTER = "counter", _("当面提交")
    SIGNED_POST = "signed_post", _("邮寄（需签收）")
    ORDINARY_POST = "ordinary_post", _("平常信函")
    FAX = "fax", _("传真")
    EMAIL = "email", _("电子邮件")


class CopyForm(models.TextChoices):
    """In which form the applicant wants the information (Article 29)."""

    ELECTRONIC = "electronic", _("电子文本")
    PAPER = "paper", _("纸质文本")
    DISC = "disc", _("光盘等存储介质")
    INSPECTION = "inspection", _("查阅、抄录")


class Route(models.TextChoices):
    """By which way the applicant wants the information (Article 29)."""

    ONLINE = "online", _("本平台查收")
    EMAIL = "email", _("电子邮件")
    POST = "post", _("邮寄")
    PICKUP = "pickup", _("当面领取")
    FAX = "fax", _("传真")


class DocumentKind(models.TextChoices):
    """Proof of identity."""

    IDENTITY_CARD = "identity_card", _("居民身份证")
    PASSPORT = "passport", _("护照")
    TRAVEL_PERMIT = "travel_permit", _("港澳台居民来往内地（大陆）通行证或者居住证")
    CREDIT_CODE = "credit_code", _("统一社会信用代码")
    OTHER = "other", _("其他有效证件")


class AttachmentKind(models.TextChoices):
    """What a file of a case is."""

    APPLICATION = "application", _("申请材料")
    IDENTITY = "identity", _("身份证明")
    CORRECTION = "correction", _("补正材料")
    OPINION = "opinion", _("征求意见回复")
    ANSWER = "answer", _("答复所附信息")
    PROOF = "proof", _("送达凭证")
    OTHER = "other", _("其他")


class ReplyKind(models.TextChoices):
    """Which answer this is."""

    FIRST = "first", _("答复")
    SUPPLEMENT = "supplement", _("补充答复")
    CORRECTION = "correction", _("更正答复")


class ReplyState(models.TextChoices):
    """Where an answer stands."""

    DRAFT = "draft", _("起草中")
    IN_REVIEW = "in_review", _("审核中")
    ISSUED = "issued", _("已签发")
    DROPPED = "dropped", _("已作废")


class Opinion(models.TextChoices):
    """What somebody consulted said."""

    CONSENTS = "consents", _("同意公开")
    OBJECTS = "objects", _("不同意公开")
    PARTLY = "partly", _("同意部分公开")
    NONE = "none", _("逾期未提出意见")


class ExtensionState(models.TextChoices):
    """Where a request for more time stands."""

    ASKED = "asked", _("待批准")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")


class MailState(models.TextChoices):
    """Where the e-mail of a notification stands."""

    NONE = "none", _("不发邮件")
    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败")


class ImportState(models.TextChoices):
    """Where the import of a register book stands."""

    WAITING = "waiting", _("等待导入")
    RUNNING = "running", _("导入中")
    DONE = "done", _("已完成")
    FAULTY = "faulty", _("有错误，没有导入")
