"""What the page of an annual report shows: tables with findings on their cells, what to do next, what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.check import Finding, Severity
from gongkai.web.organs.access import Viewer, may
from gongkai.web.reporting.access import PUBLISHED, report_target
from gongkai.web.reporting.changes import OPEN_STATES
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.judging import Judged, name_of
from gongkai.web.reporting.models import AnnualReport, ReportCell
from gongkai.web.reporting.tables import BoxShown, SectionShown, shown_sections

_TONES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTICE: "info"}


@dataclass(frozen=True, slots=True)
class CellShown:
    """A box of a table on the desk: its address, and what marks it."""

    box: BoxShown
    address: str = ""
    tone: str = ""
    marks: tuple[str, ...] = ()
    counted: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether an officer states another number than was counted."""
        return bool(self.counted)


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding with where to mend it, and whether the viewer may answer it."""

    finding: Finding
    name: str
    tone: str
    word: str
    address: str

    @property
    def quotes(self) -> bool:
        """Whether the message itself quotes the words."""
        return self.finding.words is not None and self.finding.words.quote in self.finding.message


@dataclass(frozen=True, slots=True)
class SectionOfReport:
    """A section of the report on the desk."""

    shown: SectionShown
    head: list[list[CellShown]]
    body: list[list[CellShown]]


def page_of(report: AnnualReport, judged: Judged, rows: Mapping[str, ReportCell]) -> Iterator[SectionOfReport]:
    """Yield the sections of a working copy, each figure with its address and its marks."""
    for shown in shown_sections(judged.report):
        lines = [
            [[_box(report, judged, rows, box) for box in line] for line in part]
            for part in ((shown.table.head, shown.table.body) if shown.table else ((), ()))
        ]
        yield SectionOfReport(shown, lines[0], lines[1])


def findings_shown(report: AnnualReport, findings: list[Finding] | tuple[Finding, ...]) -> list[FindingShown]:
    """Return findings with their words and addresses, gravest first."""
    words = {Severity.ERROR: _("错误"), Severity.WARNING: _("提醒"), Severity.NOTICE: _("提示")}
    return [
        FindingShown(one, name_of(one), _TONES[one.severity], words[one.severity], place_of(report, one))
        for one in findings
    ]


def place_of(report: AnnualReport, found: Finding) -> str:
    """Return where a finding is mended: its words in the text, or its first cell."""
    if found.words is not None and found.words.section is not None:
        return reverse("desk:report_text", args=[report.ref, found.words.section])
    return cell_address(report, found.cells[0]) if found.cells else ""


def cell_address(report: AnnualReport, cell: str) -> str:
    """Return the page of a cell."""
    return reverse("desk:report_cell", args=[report.ref, *cell.split("/")])


def powers(viewer: Viewer, report: AnnualReport) -> dict[str, Any]:
    """Return what the viewer may do with a report as it stands."""
    target = report_target(report)
    is_open = report.state in OPEN_STATES
    signed = report.state in (ReportState.PASSED, ReportState.ACCEPTED, ReportState.PUBLISHED)
    return {
        "may_edit": is_open and may(viewer, "edit", target),
        "may_submit": is_open and may(viewer, "submit", target),
        "may_override": is_open and may(viewer, "override", target),
        "may_correct": signed and may(viewer, "edit", target),
        "may_publish": may(viewer, "publish", report_target(report, PUBLISHED)),
    }


def _box(report: AnnualReport, judged: Judged, rows: Mapping[str, ReportCell], box: BoxShown) -> CellShown:
    if not box.ref:
        return CellShown(box)
    findings = judged.at_cell(box.ref)
    row = rows.get(box.ref)
    counted = _("计得%(n)s") % {"n": _("空白") if row.counted is None else row.counted} if row and row.is_stated else ""
    tone = _TONES[findings[0].severity] if findings else ""
    return CellShown(
        box, cell_address(report, box.ref), tone, tuple(f"{f.code} {f.message}" for f in findings), counted
    )
