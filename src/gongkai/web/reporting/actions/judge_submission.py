"""What the organ above decides about a version that was handed up: remark, return, accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.check import Finding
from gongkai.errors import GongkaiError, InputError
from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.judging_upward import report_of_version
from gongkai.web.reporting.marks import pack_mark, remark
from gongkai.web.reporting.models import AnnualReport, RollUpPart, Submission, SubmissionState
from gongkai.web.reporting.notices import LEADERS, SUPERIORS, WRITERS, page_of, page_of_sum, tell
from gongkai.web.reporting.upward_access import deciding, move, note


@dataclass(frozen=True, slots=True)
class Accepted:
    """What came of accepting several: those accepted, and those left with the reason."""

    done: tuple[Submission, ...]
    left: tuple[tuple[Submission, str], ...]


def add_remark(
    viewer: Viewer, submission: Submission, text: str, *, cell: str = "", quote: str = "", version: int
) -> None:
    """Put a remark on a cell, on words or on the whole report; it is shown to the organ when it is returned.

    Raises:
        Refused: the viewer may not.
        InputError: nothing was said, or the cell or the words do not stand in the report.
        StaleVersion: somebody else remarked meanwhile.
    """
    with deciding(viewer, submission, "approve", SubmissionState.SUBMITTED, version=version):
        mark = remark(report_of_version(submission.frozen), text, cell=cell, quote=quote)
        submission.marks = [*submission.marks, pack_mark(mark)]
        submission.save(update_fields=["marks"])
        note(viewer, submission, "add_remark", after={"text": text.strip(), "cell": cell, "quote": quote.strip()})


def remove_remark(viewer: Viewer, submission: Submission, number: int, *, version: int) -> None:
    """Take a remark away again before the decision.

    Raises:
        InputError: there is no such remark.
    """
    with deciding(viewer, submission, "approve", SubmissionState.SUBMITTED, version=version):
        if not 0 <= number < len(submission.marks):
            raise InputError("没有这条意见", fix="请刷新页面")
        gone = submission.marks[number]
        submission.marks = [mark for place, mark in enumerate(submission.marks) if place != number]
        submission.save(update_fields=["marks"])
        note(viewer, submission, "remove_remark", before={"text": gone["message"]})


def return_report(
    viewer: Viewer, submission: Submission, *, reason: str, chosen: Sequence[Finding] = (), version: int
) -> None:
    """Send a version back with the reason, the findings chosen and the remarks made; the organ can change it again.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given, or it was recalled meanwhile.
        StaleVersion: it changed since it was shown.
    """
    if not reason.strip():
        raise InputError("没有写明退回理由", fix="请写明要改什么；可以同时勾选检查出的问题", field="reason")
    states = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
    with deciding(viewer, submission, "approve", *states, version=version) as report:
        submission.marks = [*(pack_mark(found) for found in chosen), *submission.marks]
        _decide(viewer, submission, SubmissionState.RETURNED, reason)
        move(report, ReportState.RETURNED, after=(ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.PUBLISHED))
        text = f"{submission.year}年度报告被{submission.to.name}退回，请按意见修改：{reason.strip()}"
        tell(viewer, submission.organ, WRITERS, text, address=page_of(submission))
        after = {"number": submission.frozen.number, "marks": len(submission.marks)}
        note(viewer, submission, "return_report", reason=reason, after=after)


def accept_reports(viewer: Viewer, submissions: Sequence[Submission], *, reason: str = "") -> Accepted:
    """Accept versions one after the other; a version with errors only where a reason is given.

    One that cannot be accepted stops nothing: it is left, and why is said.

    Raises:
        Refused: the viewer may not accept one of them; those before it are accepted.
    """
    done, left = [], []
    for submission in submissions:
        try:
            accept_report(viewer, submission, reason=reason, version=submission.version)
        except Refused:
            raise
        except GongkaiError as error:
            left.append((submission, error.message))
        else:
            done.append(submission)
    return Accepted(tuple(done), tuple(left))


def accept_report(viewer: Viewer, submission: Submission, *, reason: str = "", version: int) -> None:
    """Accept a version: it is locked, counts for the roll-up, and takes the place of one accepted before.

    Raises:
        Refused: the viewer may not.
        InputError: it has errors and no reason is given, or it was recalled meanwhile.
        StaleVersion: it changed since it was shown.
    """
    with deciding(viewer, submission, "approve", SubmissionState.SUBMITTED, version=version) as report:
        errors = submission.findings.get("error", 0)
        if errors and not reason.strip():
            raise InputError(
                f"{submission}还有{errors}处错误",
                why="有错误的报告不能直接接收",
                fix="请退回修改；确需接收的，请写明理由",
                field="reason",
            )
        replaced = _supersede(submission)
        _decide(viewer, submission, SubmissionState.ACCEPTED, reason)
        move(report, ReportState.ACCEPTED, after=(ReportState.SUBMITTED,))
        said = f"{submission.year}年度报告已由{submission.to.name}接收"
        tell(viewer, submission.organ, LEADERS, said, address=page_of(submission))
        if replaced is not None:
            _flag_rollups(viewer, replaced)
        after = {"number": submission.frozen.number, "errors": errors, "replaces": replaced.ref if replaced else ""}
        note(viewer, submission, "accept_report", reason=reason, after=after)


def _decide(viewer: Viewer, submission: Submission, state: SubmissionState, reason: str) -> None:
    submission.state, submission.reason = state, reason.strip()
    submission.decided_by_id, submission.decided_at = viewer.person_id, viewer.now
    submission.save(update_fields=["state", "reason", "marks", "decided_by", "decided_at"])


def _supersede(submission: Submission) -> Submission | None:
    """Let a correction take the place of the version accepted before."""
    before = Submission.objects.filter(
        organ=submission.organ_id, year=submission.year, state=SubmissionState.ACCEPTED
    ).first()
    if before is not None:
        Submission.objects.filter(pk=before.pk).update(state=SubmissionState.SUPERSEDED, version=before.version + 1)
    return before


def _flag_rollups(viewer: Viewer, replaced: Submission) -> None:
    """Tell the organs whose roll-up was made with the version that was replaced."""
    reports = AnnualReport.objects.filter(
        pk__in=RollUpPart.objects.filter(frozen=replaced.frozen_id).values("run__report")
    )
    for report in reports.select_related("organ"):
        text = f"{replaced.organ.name}更正了{replaced.year}年度报告，本级汇总使用的是更正前的版本，请重新汇总"
        tell(viewer, report.organ, (*SUPERIORS, *WRITERS), text, address=page_of_sum(report))
