"""Hand a signed version to the organ above, and take it back."""

from __future__ import annotations

from gongkai.errors import InputError
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.changes import changing
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.judging_upward import check_version
from gongkai.web.reporting.marks import counts
from gongkai.web.reporting.models import AnnualReport, FrozenReport, Submission, SubmissionState
from gongkai.web.reporting.notices import LEADERS, SUPERIORS, page_of, tell
from gongkai.web.reporting.upward_access import deciding, move, nearest_above, note


def submit_upward(viewer: Viewer, report: AnnualReport, *, version: int) -> Submission:
    """Hand the latest signed version of a report to the organ above.

    Raises:
        Refused: the viewer may not.
        InputError: nothing is signed, a version waits already, it was returned unchanged, or no organ is above.
        StaleVersion: the report changed since it was shown.
    """
    with changing(viewer, report, "submit", version=version):
        frozen = _signed(report)
        to = superior_of(report.organ)
        submission = Submission.objects.create(
            frozen=frozen,
            organ=report.organ,
            to=to,
            year=report.year,
            findings=counts(check_version(frozen).findings),
            by_id=viewer.person_id,
            at=viewer.now,
        )
        if report.state == ReportState.PASSED:
            report.state = ReportState.SUBMITTED
            report.save(update_fields=["state"])
        said = f"{submission.organ.name}报送了{report.year}年度报告，请审核"
        tell(viewer, to, SUPERIORS, said, address=page_of(submission))
        after = {"number": frozen.number, "sha256": frozen.sha256, "to": to.ref}
        note(viewer, submission, "submit_upward", after=after)
    return submission


def recall(viewer: Viewer, submission: Submission, *, reason: str, version: int) -> None:
    """Take back a version that the superior has not yet decided about.

    Raises:
        Refused: the viewer may not.
        InputError: it was accepted or returned meanwhile, or no reason is given.
        StaleVersion: it changed since it was shown.
    """
    if not reason.strip():
        raise InputError("没有写明撤回理由", fix="请写明为什么撤回", field="reason")
    if submission.state == SubmissionState.ACCEPTED:
        raise InputError(
            f"{submission}已经接收，不能撤回", why="主管部门可能已用于汇总", fix="请先更正，再报送更正后的版本"
        )
    with deciding(viewer, submission, "recall", SubmissionState.SUBMITTED, version=version) as report:
        submission.state, submission.reason = SubmissionState.RECALLED, reason.strip()
        submission.decided_by_id, submission.decided_at = viewer.person_id, viewer.now
        submission.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        move(report, ReportState.PASSED, after=(ReportState.SUBMITTED,))
        page, said = page_of(submission), f"{submission.organ.name}撤回了{submission.year}年度报告"
        tell(viewer, submission.to, SUPERIORS, said, address=page)
        tell(viewer, submission.organ, LEADERS, f"{submission.year}年度报告已撤回，尚未报送", address=page)
        note(viewer, submission, "recall", reason=reason, after={"number": submission.frozen.number})


def superior_of(organ: Organ) -> Organ:
    """Return the organ to which another hands its report: the nearest above that exists.

    Raises:
        InputError: there is none.
    """
    above = nearest_above(organ)
    if above is not None:
        return above
    raise InputError(f"{organ.name}没有上级机关", why="没有可以报送的主管部门", fix="请系统管理员核对机关的上下级关系")


def _signed(report: AnnualReport) -> FrozenReport:
    """Return the version that may be handed up now."""
    if report.state not in (ReportState.PASSED, ReportState.PUBLISHED):
        raise InputError(
            f"{report}现在是“{report.get_state_display()}”，不能报送",
            why="只有签发后没有再改动的版本可以报送",
            fix="编制中的请先送审、签发；被退回的请修改后重新签发",
        )
    frozen = report.frozen.order_by("-number").first()
    if frozen is None:
        raise InputError(f"{report}还没有签发的版本", fix="请先送审、签发")
    last = Submission.objects.filter(organ=report.organ, year=report.year).select_related("frozen")
    waiting = last.filter(state=SubmissionState.SUBMITTED).first()
    if waiting is not None:
        raise InputError(f"{waiting}正在等待主管部门审核", fix="要改报，请先撤回")
    if last.filter(frozen=frozen, state=SubmissionState.RETURNED).exists():
        raise InputError(
            f"第{frozen.number}版已被退回",
            why="退回后须修改，另签发一版",
            fix="请按退回意见修改，重新送审、签发后再报送",
        )
    if last.filter(frozen=frozen, state__in=[SubmissionState.ACCEPTED, SubmissionState.SUPERSEDED]).exists():
        raise InputError(f"第{frozen.number}版已经接收", fix="内容有变的，请先更正并签发新的一版")
    return frozen
