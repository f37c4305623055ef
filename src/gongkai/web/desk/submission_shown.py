"""A version that was handed up as the page shows it: the report with marks, the findings, what may be done."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.check import Finding, NotRun
from gongkai.report import Report
from gongkai.review import annotated_document
from gongkai.review.marking import mark_report
from gongkai.review.wording import Remark, place_label, plain
from gongkai.web.desk.reviewed_report import labelled
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.organs.access import Viewer, may
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.judging import answers_to
from gongkai.web.reporting.judging_upward import check_version, copies_beside, report_of_version
from gongkai.web.reporting.marks import settled, unpack_mark
from gongkai.web.reporting.models import FindingAnswer, Submission, SubmissionState
from gongkai.web.reporting.queries.upward import history_of
from gongkai.web.reporting.upward_access import submission_target
from gongkai.write import write_report

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DECIDED = (SubmissionState.RETURNED, SubmissionState.ACCEPTED, SubmissionState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding or a remark beside the report, with what the organ's people said of it before it was signed."""

    finding: Finding
    number: int
    key: str
    where: str
    message: str
    at: str
    answer: FindingAnswer | None = None


@dataclass(frozen=True)
class SubmissionShown:
    """All that the page shows."""

    article: SafeString
    findings: list[Shown]
    marks: list[Shown]
    not_run: tuple[NotRun, ...]
    cells: list[tuple[str, str]]
    differences: list[dict[str, Any]]
    history: list[Submission]
    is_rollup: bool
    may_decide: bool
    may_remark: bool
    may_recall: bool
    sees_findings: bool


def submission_shown(viewer: Viewer, submission: Submission) -> SubmissionShown:
    """Return what a viewer sees of a submission they obtained."""
    target, report = submission_target(submission), report_of_version(submission.frozen)
    decides, above = may(viewer, "approve", target), may(viewer, "list", target)
    waits = submission.state == SubmissionState.SUBMITTED
    marks = [unpack_mark(kept) for kept in submission.marks] if decides or submission.state in _DECIDED else []
    checked = check_version(submission.frozen, others=copies_beside(submission)) if above or decides else None
    findings = list(checked.findings) if checked else []
    remarks = [Remark(number, found) for number, found in enumerate([*marks, *findings], 1)]
    drawn = mark_report(report, remarks)
    said = answers_to(submission.frozen.report, checked) if checked else []
    rows = [_shown(report, one, drawn.places.get(one.number, ()), said) for one in remarks]
    return SubmissionShown(
        article=mark_safe(drawn.html),
        findings=rows[len(marks) :],
        marks=rows[: len(marks)],
        not_run=checked.not_run if checked else (),
        cells=[(figure.cell.ref, figure.cell.label) for figure in report.figures()],
        differences=_differences(report, submission),
        history=history_of(submission),
        is_rollup=submission.frozen.report.scope == Scope.ROLLUP,
        may_decide=decides and submission.state in (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED),
        may_remark=decides and waits,
        may_recall=waits and may(viewer, "recall", target),
        sees_findings=checked is not None,
    )


def marked_file(submission: Submission, *, sees_marks: bool, on: date) -> OpenedFile:
    """Return the report as a Word file with what was sent back as comments."""
    report = report_of_version(submission.frozen)
    shown = submission.state in _DECIDED or sees_marks
    marks = [unpack_mark(kept) for kept in submission.marks] if shown else []
    said = answers_to(submission.frozen.report, check_version(submission.frozen)) if shown else []
    marks = list(_with_reasons(marks, said))
    entered = getattr(submission, "entered_file", None)
    original = bytes(entered.data) if entered is not None else write_report(report, "docx")
    about = replace(report, file="年报.docx")
    data = annotated_document(settled(about, marks), original, author=submission.to.name, on=on).data
    name = f"{submission.organ.name}{submission.year}年度报告第{submission.frozen.number}版（{_('批注')}）.docx"
    return OpenedFile(name, _WORD, io.BytesIO(data).getvalue())


def _with_reasons(marks: Sequence[Finding], said: Sequence[tuple[Finding, FindingAnswer]]) -> Iterator[Finding]:
    """Yield the marks, and the errors that a leader let pass, each with what the organ's people said of it."""
    answers = {_key(found): (found, answer) for found, answer in said}
    for mark in marks:
        _, answer = answers.pop(_key(mark), (mark, None))
        yield replace(mark, message=f"{mark.message}\n{_words_of(answer)}") if answer else mark
    for found, answer in answers.values():
        if answer.is_override:
            yield replace(found, message=f"{found.message}\n{_words_of(answer)}")


def _words_of(answer: FindingAnswer) -> str:
    words = _("%(who)s以本人名义放行：%(why)s") if answer.is_override else _("%(who)s的说明：%(why)s")
    return words % {"who": answer.person.name, "why": answer.reason}


def _shown(report: Report, one: Remark, ids: Sequence[str], said: Sequence[tuple[Finding, FindingAnswer]]) -> Shown:
    found = one.finding
    return Shown(
        found,
        one.number,
        _key(found),
        place_label(report, found),
        plain(found.message),
        ids[0] if ids else "",
        next((answer for about, answer in said if about is found), None),
    )


def _key(found: Finding) -> str:
    """Return what a form sends back to say which finding is meant."""
    return hashlib.sha256(f"{found.code}{found.cells}{found.words}{found.message}".encode()).hexdigest()[:16]


def _differences(report: Report, submission: Submission) -> list[dict[str, Any]]:
    """Return what changed since the version before, with the labels of cells."""
    return [labelled(report, row) for row in submission.frozen.differences]
