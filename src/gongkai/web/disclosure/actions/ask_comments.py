"""决策预公开: how long a draft is open for comment, what was said about it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max

from gongkai import law
from gongkai.errors import InputError
from gongkai.web.disclosure.access import DRAFT, KIND, item_subject, item_target, new_target
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.changing import lock_item, record
from gongkai.web.disclosure.choices import ItemKind, RelationKind
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.feedback import feedback_body
from gongkai.web.disclosure.models import CommentPeriod, Item, Opinion, Relation
from gongkai.web.disclosure.queries.public import public_items
from gongkai.web.disclosure.speakers import Speaker
from gongkai.web.disclosure.special_access import giver_target, opinion_subject, opinion_target, opinions_target
from gongkai.web.disclosure.special_choices import OpinionMedium, Verdict
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.masking import mask_numbers
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.versions import claim_version

MOST_OPINION: Final = 5000
MOST_SAID: Final = 1000
__all__ = ["Period", "draft_feedback", "enter_opinion", "give_opinion", "judge_opinion", "read_speaker", "set_period"]


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when a draft is open for comment, and how else one may comment."""

    opens_on: date
    closes_on: date
    shorter_because: str = ""
    ways: str = ""


def set_period(viewer: Viewer, item: Item, period: Period, *, version: int) -> CommentPeriod:
    """Set how long a draft will be open for comment.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: it is no draft for comment, or the period is shorter than the law's and it is not said why.
        StaleVersion: somebody was faster.
    """
    if item.kind != ItemKind.COMMENT_DRAFT:
        raise InputError("只有决策预公开草案才设征求意见期限", fix="请把种类改为“决策预公开草案”")
    judge_period(period)
    with transaction.atomic():
        lock_item(item, version)
        require(viewer, "edit", item_target(item, DRAFT), item.ref)
        row, _ = CommentPeriod.objects.update_or_create(
            item=item, defaults={name: getattr(period, name) for name in Period.__slots__}
        )
        record(viewer, item, "set_period", after={"opens_on": row.opens_on, "closes_on": row.closes_on})
    return row


def judge_period(period: Period) -> None:
    """Refuse a period shorter than the law's without an explanation (Article 15 of the decision regulation).

    Raises:
        InputError: with the field that is wrong.
    """
    least = law.value("comment_period", on=period.opens_on).count
    open_for = (period.closes_on - period.opens_on).days
    if open_for < 0:
        raise InputError("截止日期早于开始日期", fix="请核对", field="closes_on")
    if open_for < least and not period.shorter_because.strip():
        first = period.opens_on + timedelta(days=least)
        raise InputError(
            f"征求意见只有{open_for}日，少于{least}日",
            why=f"{law.cite('major_decisions#15').zh}：一般不少于{least}日；需要缩短的，征求意见时应当予以说明",
            fix=f"请把截止日期改为{first.isoformat()}或者以后，或者填写缩短期限的说明",
            field="shorter_because",
        )


def give_opinion(viewer: Viewer, item: Item, text: str, speaker: Speaker, *, key: str) -> Opinion:
    """Take in an opinion from the public, without an account. The same submission twice is one opinion.

    Raises:
        Refused: the draft is not public.
        InputError: the period is over or has not begun, or nothing is said.
    """
    require(viewer, "create", opinions_target(item), item.ref)
    if (known := Opinion.objects.filter(submission_key=key, item=item).first()) is not None:
        return known
    _require_open(viewer, item)
    return _enter(viewer, item, text, speaker, key=key, medium=OpinionMedium.PORTAL)


def enter_opinion(viewer: Viewer, item: Item, text: str, speaker: Speaker, *, key: str, medium: str) -> Opinion:
    """Enter an opinion that came in by letter, telephone or at a meeting.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: nothing is said, or the way it came in is not chosen.
    """
    require(viewer, "edit", opinions_target(item), item.ref)
    if medium not in OpinionMedium.values or medium == OpinionMedium.PORTAL:
        raise InputError("没有选择提出方式", fix="请从列表中选择", field="medium")
    if not hasattr(item, "comment_period"):
        raise InputError("这件信息没有设征求意见期限", fix="请先设置")
    return _enter(viewer, item, text, speaker, key=key, medium=medium)


def judge_opinion(
    viewer: Viewer, opinion: Opinion, *, verdict: str, summary: str, explanation: str, version: int
) -> None:
    """Say what became of an opinion, in the office's own words: these may become public, the opinion itself never.

    Raises:
        Refused: the viewer may not.
        InputError: no verdict; or one that needs a summary or reasons has none.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", opinion_target(opinion), opinion.ref)
    _judge_verdict(verdict, summary, explanation)
    with transaction.atomic():
        claim_version(opinion, version, f"第{opinion.serial}号意见")
        before = {"verdict": opinion.verdict}
        opinion.verdict, opinion.summary, opinion.explanation = verdict, summary.strip(), explanation.strip()
        opinion.judged_by_id, opinion.judged_at = viewer.person_id, viewer.now
        opinion.save(update_fields=["verdict", "summary", "explanation", "judged_by", "judged_at"])
        subject = opinion_subject(opinion)
        record_entry(actor_of(viewer), "disclosure.judge_opinion", subject, before=before, after={"verdict": verdict})


def read_speaker(viewer: Viewer, opinion: Opinion, *, reason: str) -> Speaker:
    """Open who gave an opinion; that it was read, by whom and why is written down.

    Raises:
        Refused: the viewer is none of the draft's officers, or the matter is closed.
        InputError: no reason is given, or it was erased.
    """
    require(viewer, "read", giver_target(opinion), opinion.ref)
    if opinion.erased_at is not None:
        raise InputError("意见提出人的信息保存期满，已经删除")
    if not reason.strip():
        raise InputError("没有填写查看的理由", fix="请填写", field="reason")
    with transaction.atomic():
        record_entry(actor_of(viewer), "disclosure.read_speaker", opinion_subject(opinion), reason=reason)
    return Speaker.opened(opinion.person_sealed)


def text_of(viewer: Viewer, opinion: Opinion) -> str:
    """Return what somebody said, to the organ's staff.

    Raises:
        Refused: the viewer may not read opinions of that organ.
    """
    require(viewer, "read", opinion_target(opinion), opinion.ref)
    return unseal(opinion.text_sealed)


def draft_feedback(viewer: Viewer, item: Item) -> Item:
    """Begin the notice that says how many opinions came in and what became of them, in the office's own words.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: the period is not over, opinions are not judged, or the notice exists.
    """
    require(viewer, "create", new_target(item.organ_id), item.ref)
    period = CommentPeriod.objects.filter(item=item).first()
    if period is None or today_of(viewer) <= period.closes_on:
        raise InputError("征求意见还没有结束", fix="请在截止日期以后起草")
    waiting = item.opinions.filter(verdict=Verdict.PENDING).count()
    if waiting:
        raise InputError(f"还有{waiting}条意见没有研究", fix="请逐条填写处理结果")
    with transaction.atomic():
        period = CommentPeriod.objects.select_for_update().get(pk=period.pk)
        if period.feedback_id is not None:
            raise InputError("反馈公告已经起草", fix="请打开继续办理")
        content = ItemContent(
            f"关于《{item.title}》公开征求意见情况的反馈"[:200],
            today_of(viewer),
            kind=ItemKind.OTHER,
            body=feedback_body(item, period, item.opinions.order_by("serial")),
        )
        notice = draft_item(viewer, item.organ, content)
        Relation.objects.create(item=notice, other=item, kind=RelationKind.RELATED)
        period.feedback = notice
        period.save(update_fields=["feedback"])
        after = {"notice": notice.ref}
        record_entry(actor_of(viewer), "disclosure.draft_feedback", item_subject(item), after=after)
    return notice


def _enter(viewer: Viewer, item: Item, text: str, speaker: Speaker, *, key: str, medium: str) -> Opinion:
    if not text.strip() or len(text) > MOST_OPINION:
        raise InputError(f"意见没有填写或者超过{MOST_OPINION}字", fix="请填写", field="text")
    speaker.judge()
    with transaction.atomic():
        Item.objects.select_for_update().get(pk=item.pk)  # one number after the other
        last = item.opinions.aggregate(most=Max("serial"))["most"] or 0
        row = Opinion.objects.create(
            item=item,
            serial=last + 1,
            submission_key=key,
            medium=medium,
            received_at=viewer.now,
            person_sealed=speaker.sealed(),
            person_shown=speaker.shown(),
            text_sealed=seal(text.strip()),
        )
        after = {"serial": row.serial, "medium": medium}
        record_entry(actor_of(viewer), "disclosure.give_opinion", opinion_subject(row), after=after)
    return row


def _require_open(viewer: Viewer, item: Item) -> None:
    if not public_items(viewer.now).filter(pk=item.pk).exists():
        require(viewer, "create", item_target(item, KIND), item.ref)  # nobody creates what is public: as if not there
    period = CommentPeriod.objects.filter(item=item).first()
    if period is None or not period.opens_on <= today_of(viewer) <= period.closes_on:
        raise InputError("现在不在征求意见期内", fix="可以通过留言、热线等渠道反映")


def _judge_verdict(verdict: str, summary: str, explanation: str) -> None:
    if verdict not in Verdict.values or verdict == Verdict.PENDING:
        raise InputError("没有选择处理结果", fix="请从列表中选择", field="verdict")
    if max(len(summary), len(explanation)) > MOST_SAID:
        raise InputError(f"摘要或者理由超过{MOST_SAID}字", fix="请缩短", field="summary")
    if verdict != Verdict.OFF_TOPIC and not summary.strip():
        raise InputError("没有填写意见摘要", why="反馈公告只公开摘要，不公开原文", fix="请概括", field="summary")
    if verdict in (Verdict.PARTLY, Verdict.NOT_ADOPTED) and not explanation.strip():
        raise InputError("没有说明未采纳的理由", fix="请填写", field="explanation")
    for name, text in (("summary", summary), ("explanation", explanation)):
        if mask_numbers(text) != text:
            raise InputError("将要公开的文字里有个人号码", fix="请删去", field=name)
