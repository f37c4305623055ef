"""Draft the answer, save another version of the draft, send it into review, and what follows when review ends."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction

from gongkai import procedure
from gongkai.errors import InputError
from gongkai.web.cases.access import case_subject
from gongkai.web.cases.choices import AttachmentKind, Checked, ReplyKind, ReplyState
from gongkai.web.cases.doubts import personal_in
from gongkai.web.cases.letters.compose import reply_paragraphs, reply_title
from gongkai.web.cases.letters.issue import issue_reply
from gongkai.web.cases.models import Case, Reply
from gongkai.web.cases.notices import notify
from gongkai.web.cases.transitions import add_author, changing, lock_case, record, state_of, take_step, today_of
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Account
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.review.actions.begin import begin_review, resubmit
from gongkai.web.review.actions.decide import cancel_review, pass_step, return_for_changes
from gongkai.web.review.models import Review, State

NOT_HELD: Final = "unavailable.not_existing"


class Conflict(StaleVersion):
    """Two people wrote the same draft: both versions are kept in sight."""

    def __init__(self, name: str, *, stored: dict[str, str], yours: dict[str, str]) -> None:
        super().__init__(name)
        self.stored = stored
        self.yours = yours


def draft_reply(
    viewer: Viewer,
    case: Case,
    *,
    version: int,
    outcome: str,
    text: str,
    reasons: str = "",
    remedy: str = "",
    kind: str = ReplyKind.FIRST,
) -> Reply:
    """Begin the answer: the outcome under its article, the reasons where the law wants them, and the text.

    `remedy` is what a lawyer wants said of remedies where the procedure has no settled words for the outcome.

    Raises:
        Refused: the case is not the viewer's.
        InputError: the outcome is unknown, lacks its reasons or its search record, or another draft is under way.
    """
    with changing(viewer, case, "edit", version=version):
        _judge(case, outcome, reasons, text, kind)
        _judge_remedy(outcome, remedy)
        if kind != ReplyKind.FIRST and not may_supplement(case):
            raise InputError(f"案件{case.number}还没有答复送达，不能补充或者更正", fix="请先办结原答复", field="kind")
        if case.replies.filter(state__in=[ReplyState.DRAFT, ReplyState.IN_REVIEW]).exists():
            raise InputError(f"案件{case.number}已有正在起草或者审核的答复", fix="请在原稿上修改")
        reply = Reply.objects.create(
            case=case,
            kind=kind,
            outcome=outcome,
            reasons=reasons,
            text=text,
            remedy=remedy.strip(),
            drafted_by_id=viewer.person_id,
            drafted_at=viewer.now,
        )
        add_author(viewer, case)
        record(viewer, case, "draft_reply", after={"outcome": outcome, "kind": kind})
    return reply


def save_draft(
    viewer: Viewer, reply: Reply, *, version: int, outcome: str, text: str, reasons: str = "", remedy: str = ""
) -> None:
    """Save another version of a draft.

    Args:
        viewer: who writes.
        reply: the draft.
        version: of the draft as it was shown.
        outcome: how the case is to end.
        text: the text of the answer.
        reasons: why, where the law wants reasons.
        remedy: as for `draft_reply`.

    Raises:
        Conflict: somebody else saved meanwhile; it carries both versions.
    """
    case = reply.case
    yours = {"outcome": outcome, "text": text, "reasons": reasons, "remedy": remedy.strip()}
    with changing(viewer, case, "edit", version=None):
        stored = Reply.objects.get(pk=reply.pk)
        kept = {name: getattr(stored, name) for name in yours}
        if stored.version != version:
            raise Conflict(f"案件{case.number}的答复稿", stored=kept, yours=yours)
        if stored.state != ReplyState.DRAFT:
            raise InputError(f"案件{case.number}的答复稿不在起草中", fix="审核中的答复请先撤回，或者等待退回后修改")
        _judge(case, outcome, reasons, text, stored.kind)
        _judge_remedy(outcome, remedy)
        for name, value in yours.items():
            setattr(stored, name, value)
        stored.version += 1
        stored.save(update_fields=[*yours, "version"])
        add_author(viewer, case)
        record(viewer, case, "save_draft", before={"outcome": kept["outcome"]}, after={"outcome": outcome})
    reply.refresh_from_db()


def submit_reply(viewer: Viewer, reply: Reply, *, version: int, reason: str = "") -> Review:
    """Send the draft into the organ's chain for replies, or again after it was returned.

    `reason` says why personal data of others stand in it, if they do; the reviewers read it.

    Raises:
        Refused: the case is not the viewer's.
        InputError: an attached file is not cleared, the draft is not open, or it says others' numbers without a reason.
        ProcedureError: the case is not in a state in which it can be decided.
    """
    case = reply.case
    with changing(viewer, case, "submit", version=None):
        reply.refresh_from_db()
        if reply.state != ReplyState.DRAFT or reply.version != version:
            raise StaleVersion(f"案件{case.number}的答复稿")
        if case.attachments.filter(kind=AttachmentKind.ANSWER, checked__in=Checked.unsettled()).exists():
            raise InputError("所附信息检查发现问题，尚未处理", fix="请逐项核对，遮蔽后重新上传或者写明理由放行")
        _judge(case, reply.outcome, reply.reasons, reply.text, reply.kind)
        reply.clearance = _cleared(reply, reason)
        if reply.kind == ReplyKind.FIRST:
            _try_decision(viewer, case, reply)
        review = Review.objects.filter(ref=reply.review_ref, state=State.RETURNED).first()
        text = "\n".join(reply_paragraphs(case, reply, today_of(viewer)))
        if review is None:
            title = f"{case.number}{ReplyKind(reply.kind).label}"
            subject = case_subject(case)
            review = begin_review(viewer, case.organ, kind="reply", subject=subject, title=title, text=text)
        else:
            resubmit(viewer, review, text=text, version=review.version)
        reply.state, reply.review_ref = ReplyState.IN_REVIEW, review.ref
        reply.save(update_fields=["state", "review_ref", "clearance"])
        record(
            viewer, case, "submit_reply", reason=reply.clearance, after={"review": review.ref, "outcome": reply.outcome}
        )
    return review


def pass_reply(viewer: Viewer, review: Review, *, version: int, remark: str = "") -> State:
    """Pass the present step of a reply's review; with the last step the decision is made and the letter issued.

    Raises:
        Refused: the step is not the viewer's.
        StaleVersion: somebody was faster.
        ProcedureError: the case moved on meanwhile, for instance was withdrawn.
    """
    with transaction.atomic():
        _lock_subject(review)
        state = pass_step(viewer, review, version=version, remark=remark)
        if state == State.PASSED:
            reply_passed(viewer, review)
    return state


def return_reply(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Send a reply back to its author with a reason."""
    with transaction.atomic():
        _lock_subject(review)
        return_for_changes(viewer, review, version=version, reason=reason)
        reply_returned(viewer, review)


def cancel_reply(viewer: Viewer, review: Review, *, version: int, reason: str) -> None:
    """Take a reply out of review; the draft is open again."""
    with transaction.atomic():
        _lock_subject(review)
        cancel_review(viewer, review, version=version, reason=reason)
        reply_cancelled(viewer, review)


def reply_passed(viewer: Viewer, review: Review) -> None:
    """Make the decision and issue the letter; in the transaction in which the review passed."""
    reply = _reply_of(review)
    case = reply.case
    today = today_of(viewer)
    if reply.kind == ReplyKind.FIRST:
        _decide(viewer, case, reply)
    else:
        what = str(ReplyKind(reply.kind).label)
        take_step(viewer, case, "supplemented", by="disclosure_office", fields={"what": what})
    paragraphs = reply_paragraphs(case, reply, today)
    letter = issue_reply(viewer, case, title=reply_title(reply), paragraphs=paragraphs, on=today)
    reply.state, reply.letter = ReplyState.ISSUED, letter
    reply.save(update_fields=["state", "letter"])
    notify(viewer, [case.handler], case, "passed", f"案件{case.number}的答复已签发，请送达")
    record(viewer, case, "issue_reply", after={"outcome": reply.outcome, "letter": letter.ref, "on": str(today)})


def reply_returned(viewer: Viewer, review: Review) -> None:
    """Open the draft again for its author."""
    reply = _reply_of(review)
    _reopen(reply)
    people = [*Account.objects.filter(pk=reply.drafted_by_id), reply.case.handler]
    notify(viewer, people, reply.case, "returned", f"案件{reply.case.number}的答复被退回修改")
    record(viewer, reply.case, "reopen_draft", after={"review": review.ref})


def reply_cancelled(viewer: Viewer, review: Review) -> None:
    """Open the draft again."""
    reply = _reply_of(review)
    _reopen(reply)
    record(viewer, reply.case, "reopen_draft", after={"review": review.ref})


def may_supplement(case: Case) -> bool:
    """Whether the answer was served, so that another may supplement or correct it."""
    state = state_of(case)
    return state.served_on is not None and "supplemented" in {kind.id for kind in procedure.may_follow(state)}


def _reopen(reply: Reply) -> None:
    reply.state, reply.version = ReplyState.DRAFT, reply.version + 1
    reply.save(update_fields=["state", "version"])


def _reply_of(review: Review) -> Reply:
    return Reply.objects.select_related("case__organ", "case__handler").get(review_ref=review.ref)


def _lock_subject(review: Review) -> None:
    """Lock the case before the review and the journal, in the order in which every other action locks them."""
    lock_case(Case.objects.select_related("organ").get(ref=review.subject_ref))


def _judge(case: Case, outcome: str, reasons: str, text: str, kind: str) -> None:
    known = procedure.outcome(outcome)
    if known.by_event:
        raise InputError(f"“{known.zh}”由相应事件产生，不由答复决定产生", field="outcome")
    if known.reasons and not reasons.strip():
        raise InputError(f"“{known.zh}”应当说明理由", fix="请填写理由", field="reasons")
    if not text.strip():
        raise InputError("没有填写答复内容", fix="请填写", field="text")
    if outcome == NOT_HELD and not case.searches.filter(on__gte=case.arrived_on).exists():
        raise InputError(
            f"“{known.zh}”缺少检索记录",
            why="答复没有所申请信息的，须能证明已经合理检索",
            fix="请先登记收到申请以后的检索：范围、检索词和结果",
            field="outcome",
        )
    if kind not in ReplyKind.values:
        raise InputError("没有选择答复种类", field="kind")


def _judge_remedy(outcome: str, remedy: str) -> None:
    known = procedure.outcome(outcome)
    if remedy.strip() and known.remedy != "review":
        raise InputError(
            f"“{known.zh}”的救济途径由系统写入", why="这种结果有确定的救济途径", fix="请把这一栏留空", field="remedy"
        )


def _cleared(reply: Reply, reason: str) -> str:
    found = personal_in(reply)
    if found and not reason.strip():
        raise InputError(
            "答复中有疑似申请人以外的个人信息等内容：" + "；".join(found),
            why="答复书不能泄露他人的个人信息",
            fix="请删去或者遮蔽；确须写入的，写明理由再送审",
            field="reason",
        )
    return reason.strip() if found else ""


def _fields(reply: Reply) -> dict[str, str | int | date | tuple[str, ...]]:
    fields: dict[str, str | int | date | tuple[str, ...]] = {"outcome": reply.outcome}
    if reply.reasons.strip():
        fields["reasons"] = reply.reasons
    return fields


def _decide(viewer: Viewer, case: Case, reply: Reply) -> None:
    take_step(viewer, case, "decided", by="disclosure_office", fields=_fields(reply))


def _try_decision(viewer: Viewer, case: Case, reply: Reply) -> None:
    """Let the procedure judge today whether the case could be decided so, before others spend time on it."""
    event = procedure.Event("trial", "decided", today_of(viewer), "disclosure_office", _fields(reply))
    procedure.follow(state_of(case), event)
