"""Tables of cases. What identifies a person stands in `Identity` alone, sealed; the law's dates come from `Event`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.law import chinese_number
from gongkai.web.cases import choices
from gongkai.web.cases.side_tables import INDEXES_WHERE_SET, FailedQuery, NumberSeries, Office, RegisterImport
from gongkai.web.organs.models import Account, Organ, new_ref

__all__ = [
    "Attachment",
    "Case",
    "Consultation",
    "Event",
    "ExtensionRequest",
    "FailedQuery",
    "Fee",
    "Identity",
    "Letter",
    "Notification",
    "NumberSeries",
    "Office",
    "RegisterImport",
    "Reply",
    "SearchRecord",
    "Service",
]


class Case(models.Model):
    """One application and where it stands. The columns after `phase` are what its events fold into, kept for lists."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="cases", db_index=False)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    former_number = models.CharField(_("原登记编号"), max_length=60, blank=True)
    submission_key = models.CharField(max_length=64, unique=True)
    submission_digest = models.CharField(max_length=80, blank=True)
    code_digest = models.CharField(max_length=80)

    applicant_kind = models.CharField(_("申请人类型"), max_length=20, choices=choices.ApplicantKind.choices)
    applicant_shown = models.CharField(_("申请人（遮蔽）"), max_length=60, blank=True)
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="applications", db_index=False)
    medium = models.CharField(_("提交方式"), max_length=16, choices=choices.Medium.choices)
    description = models.TextField(_("所需政府信息的名称、文号或者其他特征性描述"))
    form = models.CharField(_("获取信息的方式"), max_length=12, choices=choices.CopyForm.choices)
    route = models.CharField(_("获取信息的途径"), max_length=8, choices=choices.Route.choices)
    suggests_publishing = models.BooleanField(_("建议纳入主动公开范围"), default=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts", db_index=False)
    transferred_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="transferred_to", db_index=False
    )

    arrived_at = models.DateTimeField(_("到达时间"))
    arrived_on = models.DateField(_("到达日期"))
    accepted_at = models.DateTimeField(_("申请人确认回执时间"), null=True)
    handler = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="handled_cases", db_index=False
    )
    authors = models.ManyToManyField(Account, related_name="+")
    involved = models.ManyToManyField(Organ, related_name="+")

    phase = models.CharField(_("状态"), max_length=20, default="new")
    received_on = models.DateField(_("收到申请之日"), null=True)
    due_on = models.DateField(_("答复期限"), null=True)
    due_provisional = models.BooleanField(default=False)
    outcome = models.CharField(_("办理结果"), max_length=40, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True)
    closed_on = models.DateField(_("办结日期"), null=True)
    overdue_days = models.PositiveSmallIntegerField(_("逾期工作日"), default=0)
    archived_on = models.DateField(_("归档日期"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-year", "-serial")
        constraints = (
            models.UniqueConstraint(fields=("organ", "year", "serial"), name="case_number_once"),
            models.CheckConstraint(condition=Q(serial__gte=1), name="case_number_from_one"),
        )
        indexes = (
            models.Index(fields=("organ", "phase", "due_on"), name="case_by_due"),
            models.Index(fields=("organ", "-arrived_on", "-serial"), name="case_by_arrival"),
            models.Index(fields=("organ", "received_on", "closed_on"), name="case_by_year"),
            *INDEXES_WHERE_SET,
        )

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number in official spelling."""
        return f"〔{self.year}〕第{self.serial:04d}号"


class Identity(models.Model):
    """Who the applicant is, sealed. `shown` holds the masked values; prints let equal people be found."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="identity")
    sealed = models.TextField(blank=True)
    shown = models.JSONField(default=dict)
    name_print = models.CharField(max_length=80, blank=True, db_index=True)
    number_print = models.CharField(max_length=80, blank=True, db_index=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)


class Event(models.Model):
    """Something that happened in a case, as `procedure` knows it. Never changed: another event corrects a date."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="events", db_index=False)
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    on = models.DateField()
    by = models.CharField(max_length=30)
    fields = models.JSONField(default=dict)
    person = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("case", "sequence")
        constraints = (models.UniqueConstraint(fields=("case", "sequence"), name="case_event_once"),)


class Consultation(models.Model):
    """Somebody whose opinion is asked: a third party, an organ that made the information too, another organ."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consultations")
    name = models.CharField(max_length=12)
    kind = models.CharField(max_length=24)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, null=True, related_name="+")
    receiver_sealed = models.TextField(blank=True)
    receiver_shown = models.CharField(max_length=100)
    about = models.TextField()
    sent_on = models.DateField()
    delivered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    replied_on = models.DateField(null=True)
    opinion = models.CharField(max_length=10, choices=choices.Opinion.choices, blank=True)
    opinion_text = models.TextField(blank=True)

    class Meta:
        ordering = ("case", "name")
        constraints = (models.UniqueConstraint(fields=("case", "name"), name="case_consultation_once"),)


class ExtensionRequest(models.Model):
    """An officer asks for more time; the head of the disclosure office decides (Article 33)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="extension_requests")
    days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=choices.ExtensionState.choices, default="asked")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case",), condition=Q(state="asked"), name="case_extension_asked_once"),
        )


class Fee(models.Model):
    """An information-processing fee: told, and paid."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="fee")
    scale = models.CharField(max_length=8)
    count = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)
    amount_yuan = models.PositiveIntegerField()
    notified_on = models.DateField()
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    voucher = models.CharField(_("票据号"), max_length=60, blank=True)


class SearchRecord(models.Model):
    """Where and with which words the information was looked for: the evidence for "not held"."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="searches")
    on = models.DateField()
    places = models.TextField()
    words = models.TextField()
    found = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")


class Letter(models.Model):
    """An official letter of a case as it was issued: never changed, only followed by another."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    sequence = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    addressee = models.CharField(max_length=20, default="applicant")
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, null=True, related_name="letters")
    paragraphs = models.JSONField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("case", "sequence")
        constraints = (models.UniqueConstraint(fields=("case", "sequence"), name="case_letter_once"),)

    @property
    def number(self) -> str:
        """The number in official spelling (GB/T 9704, 7.2.5): that of the case, and which letter of it this is."""
        return f"〔{self.case.year}〕{self.case.serial}号之{chinese_number(self.sequence)}"


class Reply(models.Model):
    """An answer from the first draft to its issue."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=10, choices=choices.ReplyKind.choices, default="first")
    outcome = models.CharField(max_length=40)
    reasons = models.TextField(blank=True)
    text = models.TextField()
    remedy = models.TextField(_("救济途径"), blank=True)
    clearance = models.TextField(_("写入个人信息的理由"), blank=True)
    state = models.CharField(max_length=10, choices=choices.ReplyState.choices, default="draft")
    review_ref = models.CharField(max_length=24, blank=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="reply")
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("case", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(state__in=["draft", "in_review"]), name="case_one_reply_at_a_time"
            ),
        )


class Service(models.Model):
    """How and when a letter reached whom it was for, with the proof."""

    letter = models.OneToOneField(Letter, on_delete=models.CASCADE, related_name="service")
    method = models.CharField(max_length=12)
    on = models.DateField(_("送达日期（邮寄的为交邮日期）"))
    tracking = models.CharField(_("邮件号码"), max_length=60, blank=True)
    proof = models.ForeignKey("Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()


class Attachment(models.Model):
    """A file of a case. Its name and bytes are sealed in the database: a row without its file cannot exist."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=12, choices=choices.AttachmentKind.choices)
    media_type = models.CharField(max_length=100)
    suffix = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    name_sealed = models.TextField()
    content_sealed = models.BinaryField()
    checked = models.CharField(max_length=8, choices=choices.Checked.choices)
    findings = models.JSONField(default=list)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("case", "pk")


class Notification(models.Model):
    """A line for one person, with the page that it is about. Neither ever identifies an applicant."""

    recipient = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notifications", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=30)
    text = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=choices.MailState.choices, default="none")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes = (models.Index(fields=("recipient", "read_at"), name="case_notes_unread"),)
