"""Tables of the annual report: the working copy with its cells and text, and what was frozen of it.

A value of a cell is kept as JSON keeps it: a whole number as a number, an exact decimal and a text as a string, a blank
as null. `values.load_value` gives back the number that the form's data says it is.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.models import Account, Organ, new_ref
from gongkai.web.reporting.area_tables import AreaPiece, AreaRun
from gongkai.web.reporting.choices import Origin, ReportState, Scope
from gongkai.web.reporting.earlier_tables import CheckingPlace, EarlierReport
from gongkai.web.reporting.upward_tables import (
    EnteredFile,
    Reminder,
    RollUpPart,
    RollUpRun,
    Submission,
    SubmissionState,
)

__all__ = [
    "AnnualReport",
    "AreaPiece",
    "AreaRun",
    "CheckingPlace",
    "EarlierReport",
    "EnteredFile",
    "FindingAnswer",
    "FrozenEvidence",
    "FrozenReport",
    "Publication",
    "Reminder",
    "ReportCell",
    "ReportSection",
    "RollUpPart",
    "RollUpRun",
    "Submission",
    "SubmissionState",
]


class AnnualReport(models.Model):
    """The report of an organ for a year, as it is being written. `counts` are the living figures beside the cells."""

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField(_("年度"))
    scope = models.CharField(max_length=8, choices=Scope.choices, default=Scope.OWN)
    edition = models.CharField(max_length=20)
    state = models.CharField(_("状态"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    authors = models.ManyToManyField(Account, related_name="+")
    counts = models.JSONField(default=dict)
    leftovers = models.JSONField(default=list)
    compiled_at = models.DateTimeField(_("汇编时间"), null=True)
    review_ref = models.CharField(max_length=24, blank=True)
    correction_note = models.TextField(_("更正说明"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-year", "organ__ref", "scope")
        constraints = (models.UniqueConstraint(fields=("organ", "year", "scope"), name="report_once_a_year"),)
        indexes = (models.Index(fields=("year", "state"), name="report_by_state"),)

    def __str__(self) -> str:
        return f"{self.organ.name}{self.year}年度报告"


class ReportCell(models.Model):
    """One figure: what was counted and from which records, and what an officer states instead, with the reason."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="cells")
    cell = models.CharField(max_length=100)
    counted = models.JSONField(null=True)
    stated = models.JSONField(null=True)
    is_stated = models.BooleanField(default=False)
    reason = models.TextField(_("理由"), blank=True)
    sources = models.JSONField(default=list)
    stated_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("report", "cell"), name="report_cell_once"),
            models.CheckConstraint(condition=Q(is_stated=False) | ~Q(reason=""), name="report_stated_has_reason"),
        )

    @property
    def shown(self) -> int | str | None:
        """The value that the report gives: the stated one where there is one, else the counted."""
        value: int | str | None = self.stated if self.is_stated else self.counted
        return value


class ReportSection(models.Model):
    """A section of text with living figures. `is_proposed`: written by the program, not yet confirmed by a person."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    source = models.TextField(blank=True)
    is_proposed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_section_once"),)


class FindingAnswer(models.Model):
    """What somebody answered to a finding. `identity` is the finding as it then stood: a change brings it back."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=8)
    identity = models.JSONField()
    reason = models.TextField(_("理由"))
    is_override = models.BooleanField(default=False)
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="report_answer_has_reason"),)


class FrozenReport(models.Model):
    """A version of a report that is never edited, only followed by the next. `content` is canonical JSON.

    `completeness`: which of the year's records had been said to be complete when it was frozen (`completeness.py`);
    null where nobody could know, as for a file read in.
    """

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="frozen")
    number = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.COMPILED)
    edition = models.CharField(max_length=20)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("更正说明"), blank=True)
    differences = models.JSONField(default=list)
    completeness = models.JSONField(null=True)

    class Meta:
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_frozen_once"),)


class FrozenEvidence(models.Model):
    """What stands behind a frozen report, not for the public: counted, stated and sources by cell, and the facts."""

    frozen = models.OneToOneField(FrozenReport, on_delete=models.CASCADE, related_name="evidence")
    cells = models.JSONField(default=dict)
    facts = models.JSONField(default=list)


class Publication(models.Model):
    """A frozen version as the public has it. A later one of the same report is a correction and has a note."""

    frozen = models.OneToOneField(FrozenReport, on_delete=models.PROTECT, related_name="publication")
    published_on = models.DateField(_("发布日期"))
    published_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("更正说明"), blank=True)
    item_ref = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ("frozen__report", "frozen__number")
