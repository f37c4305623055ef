"""Send a report into its chain, and what follows when the chain passes it, sends it back or it is taken out."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.access import report_subject
from gongkai.web.reporting.book import previous_report, report_value
from gongkai.web.reporting.changes import changing, need_open, record, today_of
from gongkai.web.reporting.choices import Origin, ReportState, Scope
from gongkai.web.reporting.freezing import add_frozen, facts_behind, keep_evidence
from gongkai.web.reporting.judging import Judged, judge
from gongkai.web.reporting.models import AnnualReport, FrozenReport
from gongkai.web.review.actions.begin import begin_review, resubmit
from gongkai.web.review.actions.decide import cancel_review, pass_step, return_for_changes
from gongkai.web.review.models import Review, State
from gongkai.write import write_report


def submit_for_review(viewer: Viewer, report: AnnualReport, *, version: int, typed_checked: bool = False) -> Review:
    """Send the report into the organ's chain, or again after it was sent back.

    Args:
        viewer: who submits.
        report: the report.
        version: as it was shown.
        typed_checked: the person has looked at the numbers that match no record.

    Raises:
        Refused: the viewer may not.
        InputError: the year is not over, a proposed text is unread, an error is open, a number has no source.
    """
    with changing(viewer, report, "submit", version=version):
        need_open(report)
        need_ready(viewer, report, judge(report), typed_checked=typed_checked)
        text = plain_text(report)
        review = Review.objects.filter(ref=report.review_ref, state=State.RETURNED).first()
        if review is None:
            title = f"{report.year}年度报告"
            subject = report_subject(report)
            review = begin_review(viewer, report.organ, kind="annual_report", subject=subject, title=title, text=text)
        else:
            resubmit(viewer, review, text=text, version=review.version)
        report.state, report.review_ref = ReportState.IN_REVIEW, review.ref
        report.save(update_fields=["state", "review_ref"])
        record(viewer, report, "submit_for_review", after={"review": review.ref})
    return review


def pass_report(viewer: Viewer, review: Review, *, version: int, remark: str = "") -> State:
    """Pass the present step of a report's review; with the last step the report is signed and frozen.

    Raises:
        Refused: the step is not the viewer's.
        StaleVersion: somebody was faster.
    """
    with transaction.atomic():
        report = _locked(review)
        state = pass_step(viewer, review, version=version, remark=remark)
        if state == State.PASSED:
            freeze_report(viewer, report)
    return state


def send_back_report(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Send a report back to its authors with a reason."""
    with transaction.atomic():
        report = _locked(review)
        return_for_changes(viewer, review, version=version, reason=reason)
        _reopen(viewer, report, reason)


def cancel_report(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Take a report out of review; it can be changed again."""
    with transaction.atomic():
        report = _locked(review)
        cancel_review(viewer, review, version=version, reason=reason)
        _reopen(viewer, report, reason)


def freeze_report(viewer: Viewer, report: AnnualReport) -> FrozenReport:
    """Freeze the signed report as its next numbered version, with the differences to the one before.

    Called in the transaction in which the review passes; the reviewed text is what is frozen.
    """
    value = report_value(report, previous_report(report))
    facts = facts_behind(report)
    frozen = add_frozen(viewer, report, value, note=report.correction_note, origin=_origin(report), facts=facts)
    keep_evidence(report, frozen, facts)
    report.state, report.correction_note, report.version = ReportState.PASSED, "", report.version + 1
    report.save(update_fields=["state", "correction_note", "version"])
    after = {"number": frozen.number, "sha256": frozen.sha256, "differences": len(frozen.differences)}
    record(viewer, report, "freeze_report", reason=frozen.note, after=after)
    return frozen


def _origin(report: AnnualReport) -> Origin:
    return Origin.ROLLED_UP if report.scope == Scope.ROLLUP else Origin.COMPILED


def open_correction(viewer: Viewer, report: AnnualReport, *, reason: str, version: int) -> None:
    """Open a signed report for a correction; it becomes the next numbered version, the earlier ones stay.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given, or it is with the competent department.
    """
    with changing(viewer, report, "edit", version=version):
        if report.state not in (ReportState.PASSED, ReportState.ACCEPTED, ReportState.PUBLISHED):
            raise InputError(
                f"{report}现在是“{report.get_state_display()}”，不能更正",
                why="更正只适用于已经签发的报告；已报送未接收的须先撤回",
                fix="请先申请撤回，或者直接在草稿上修改",
            )
        if not reason.strip():
            raise InputError("没有写明更正理由", fix="请写明更正了什么、为什么更正", field="reason")
        before = {"state": report.state}
        report.state, report.correction_note = ReportState.DRAFT, reason.strip()
        report.save(update_fields=["state", "correction_note"])
        record(viewer, report, "open_correction", reason=reason, before=before, after={"state": report.state})


def need_ready(viewer: Viewer, report: AnnualReport, judged: Judged, *, typed_checked: bool) -> None:
    """Refuse what may not leave the officer's hands.

    Raises:
        InputError: why, the gravest first.
    """
    if today_of(viewer).year <= report.year:
        raise InputError(
            f"{report.year}年还没有结束，年度报告不能送审", why="年末才冻结全年数据", fix="请于次年1月送审"
        )
    unread = [str(section.number) for section in report.sections.filter(is_proposed=True)]
    if unread:
        raise InputError(f"第{'、'.join(unread)}部分还是系统拟的初稿，没有人确认", fix="请逐一打开、修改并保存")
    if judged.unknown:
        raise InputError(f"正文引用了没有的数字：{judged.unknown[0].reference}", fix="请删去，或者换成列表中的数字")
    if judged.blocking:
        first = judged.blocking[0]
        raise InputError(
            f"还有{len(judged.blocking)}处错误没有解决，例如{first.code}：{first.message}",
            why="错误会阻止送审",
            fix="请逐处改正，或者由分管领导、主要领导写明理由放行",
        )
    if judged.unanswered:
        first = judged.unanswered[0]
        raise InputError(
            f"还有{len(judged.unanswered)}处提醒没有改正或者说明，例如{first.code}：{first.message}",
            why="提醒可以保留，但要留下说明",
            fix="请改正，或者逐处写明为什么这样填",
        )
    if judged.unmatched and not typed_checked:
        numbers = "、".join(one.text for _, one in judged.unmatched[:5])
        raise InputError(
            f"正文有{len(judged.unmatched)}个数字查不到来源：{numbers}",
            why="手工录入的数字与记录、与登记的数字都对不上",
            fix="请换成活数字，或者登记名称和依据；确已核对无误的，勾选后再送审",
            field="typed_checked",
        )


def plain_text(report: AnnualReport) -> str:
    """Return the whole report as reviewers read it: text and tables."""
    return write_report(report_value(report, previous_report(report)), "md").decode()


def _locked(review: Review) -> AnnualReport:
    """Lock the report before the review and the journal, in the order in which every other action locks them."""
    AnnualReport.objects.select_for_update().get(ref=review.subject_ref)
    return AnnualReport.objects.select_related("organ").get(ref=review.subject_ref)


def _reopen(viewer: Viewer, report: AnnualReport, reason: str) -> None:
    report.state, report.version = ReportState.DRAFT, report.version + 1
    report.save(update_fields=["state", "version"])
    record(viewer, report, "reopen_draft", reason=reason, after={"state": report.state})
