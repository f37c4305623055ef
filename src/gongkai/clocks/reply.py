"""The reply clock of one application: consultations, extension, restarts, agreed delay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai import law
from gongkai.clocks.calendar import WorkingCalendar, national_calendar
from gongkai.clocks.counting import Span, working_due, working_steps
from gongkai.clocks.deadlines import deadline, working_deadline
from gongkai.clocks.definitions import ConsultationKind, clock, consultation_kinds, restart_kinds
from gongkai.clocks.values import Deadline, Step
from gongkai.errors import AmountError, DateError, InputError
from gongkai.law import Mark


@dataclass(frozen=True)
class Consultation:
    """A request for the opinion of a third party, a co-making organ or another organ.

    `delivered_on` is the day the receiver got the letter, `replied_on` the day the opinion came back.  `lapsed` says
    that the receiver's time ran out without an answer, and that this is settled.
    """

    kind: str
    sent_on: date
    delivered_on: date | None = None
    replied_on: date | None = None
    lapsed: bool = False


@dataclass(frozen=True)
class Extension:
    """An extension approved by the head of the disclosure office and told to the applicant."""

    days: int
    told_on: date


@dataclass(frozen=True)
class Restart:
    """A day on which the reply period starts afresh."""

    kind: str
    on: date


@dataclass(frozen=True)
class ReplyFacts:
    """Everything about an application that moves its reply deadline."""

    received_on: date
    consultations: tuple[Consultation, ...] = ()
    extension: Extension | None = None
    restarts: tuple[Restart, ...] = ()
    delayed_until: date | None = None


def reply_deadline(facts: ReplyFacts, *, calendar: WorkingCalendar | None = None, name: str = "reply") -> Deadline:
    """The last day to reply, for the whole life of an application."""
    days = calendar or national_calendar()
    days.index(facts.received_on, "received")
    known = clock(name)
    start, mark, notes = _start(facts)
    length = law.value(known.parameter, on=start)
    spans, open_because = _spans(facts.consultations, facts.received_on, start, days)
    base_due = working_due(days, start, length.count, spans)
    extra, extension_notes = _extension(facts, start, base_due)
    result = working_deadline(
        known,
        length,
        start,
        length.count + extra,
        days,
        spans=spans,
        notes=(*notes, *extension_notes),
        open_because=open_because,
    )
    if spans:
        result = replace(result, mark=Mark.DERIVED, notes=(*result.notes, *_span_notes(spans, result.due_on)))
    if facts.delayed_until is not None:
        result = _delayed(result, facts.delayed_until, days)
    return result if mark.confirmed or not result.mark.confirmed else replace(result, mark=mark)


def _start(facts: ReplyFacts) -> tuple[date, Mark, tuple[str, ...]]:
    """Day 0: receipt, or the last restart."""
    start, mark, notes = facts.received_on, Mark.WHOLE, []
    for restart in sorted(facts.restarts, key=lambda r: (r.on, r.kind)):
        if restart.kind not in restart_kinds():
            raise InputError(f"没有名为“{restart.kind}”的重新起算事由", field="restarts")
        if restart.on < facts.received_on:
            raise DateError(
                f"重新起算日期{restart.on.isoformat()}早于收到申请之日{facts.received_on.isoformat()}",
                fix="请核对两个日期",
                field="restarts",
            )
        kind = restart_kinds()[restart.kind]
        start, mark = restart.on, kind.mark
        notes.append(f"{restart.on.isoformat()}{kind.zh}，答复期限重新起算（{law.cite(kind.basis).zh}）")
    return start, mark, tuple(notes)


def _spans(
    consultations: tuple[Consultation, ...], received_on: date, start: date, days: WorkingCalendar
) -> tuple[tuple[Span, ...], str | None]:
    spans, reasons = [], []
    for consultation in consultations:
        kind = _kind(consultation)
        if consultation.sent_on < received_on:
            raise DateError(
                f"征求意见书发出日期{consultation.sent_on.isoformat()}早于收到申请之日{received_on.isoformat()}",
                fix="请核对两个日期",
                field="consultations",
            )
        end, reason = _end(consultation, kind, days)
        if reason:
            reasons.append(reason)
        first = max(consultation.sent_on, start) + timedelta(days=1)
        if end is not None and end >= first:
            spans.append(Span(first, end, f"{kind.zh}所需时间", kind.basis))
    return tuple(sorted(spans)), "；".join(dict.fromkeys(reasons)) or None


def _span_notes(spans: tuple[Span, ...], due_on: date) -> tuple[str, ...]:
    notes = ["征求意见自发出次日至收到意见之日不计入；条例没有写明起止，此为推得（未核）"]
    if any(span.first > due_on for span in spans):
        notes.append("有的征求意见在期限届满之日或者以后才发出，不再扣除其时间")
    return tuple(notes)


def _kind(consultation: Consultation) -> ConsultationKind:
    kinds = consultation_kinds()
    if consultation.kind not in kinds:
        raise InputError(
            f"没有名为“{consultation.kind}”的征求意见", fix="可用：" + "、".join(kinds), field="consultations"
        )
    sent = consultation.sent_on
    earlier = (sent, "发出")
    for day, what in ((consultation.delivered_on, "送达"), (consultation.replied_on, "收到意见")):
        if day is None:
            continue
        if day < earlier[0]:
            raise DateError(
                f"征求意见的{what}日期{day.isoformat()}早于{earlier[1]}日期{earlier[0].isoformat()}",
                fix="请核对两个日期",
                field="consultations",
            )
        earlier = (day, what)
    return kinds[consultation.kind]


def _end(consultation: Consultation, kind: ConsultationKind, days: WorkingCalendar) -> tuple[date | None, str | None]:
    """The last excluded day: the opinion came back, or the receiver's own time ran out."""
    limit = None
    if kind.limit and consultation.delivered_on:
        limit = deadline(kind.limit, consultation.delivered_on, calendar=days).due_on
    if consultation.replied_on is not None:
        return min(consultation.replied_on, limit) if limit else consultation.replied_on, None
    if limit is None:
        return None, f"{kind.zh}尚未收到意见，也没有可以确定的期满之日，暂不扣除；收到意见后应当重算"
    if consultation.lapsed:
        return limit, None
    return limit, f"{kind.zh}尚未收到意见，暂按其期满之日{limit.isoformat()}扣除；提前收到意见的应当重算"


def _extension(facts: ReplyFacts, start: date, base_due: date) -> tuple[int, tuple[str, ...]]:
    extension = facts.extension
    if extension is None:
        return 0, ()
    ceiling = law.value("answer_extension", on=start)
    told = extension.told_on
    if not 1 <= extension.days <= ceiling.count:
        raise AmountError(
            f"延长{extension.days}个工作日（extension）超出允许的范围",
            why=f"{law.cite(ceiling.basis).zh}：延长的期限最长不得超过{ceiling.count}个工作日",
            fix=f"请填1至{ceiling.count}",
            field="extension",
        )
    if told < facts.received_on:
        raise DateError(
            f"告知延期的日期{told.isoformat()}（extension）早于收到申请之日{facts.received_on.isoformat()}",
            fix="请核对两个日期",
            field="extension",
        )
    if told < start:
        return 0, (f"{told.isoformat()}告知的延期属于重新起算以前的期限，不再适用",)
    if told > base_due:
        raise DateError(
            f"告知延期的日期{told.isoformat()}（extension）晚于原期限届满之日{base_due.isoformat()}",
            why="期限届满以后没有可以延长的期限",
            fix="请核对告知日期；确已逾期的，不能以延期补救",
            field="extension",
        )
    zh = law.cite(ceiling.basis).zh
    return extension.days, (f"{told.isoformat()}告知延长{extension.days}个工作日（{zh}）",)


def _delayed(result: Deadline, until: date, days: WorkingCalendar) -> Deadline:
    """Article 35: a reasonable later day that the organ set and told, where the reasons were accepted."""
    if until <= result.due_on:
        raise DateError(
            f"延迟答复日期{until.isoformat()}（delayed_until）不晚于原期限{result.due_on.isoformat()}",
            why="第三十五条的合理期限用于无法在第三十三条期限内答复的情形",
            field="delayed_until",
        )
    counted = result.steps
    gap = working_steps(days, result.due_on, until, "oir#35")
    extra = tuple(Step(s.on, False, None, "延迟答复的合理期限", "oir#35", "delayed") for s in gap)
    note = f"申请理由合理而无法按期答复，已确定延迟至{until.isoformat()}并告知申请人（{law.cite('oir#35').zh}）"
    return replace(result, due_on=until, basis="oir#35", notes=(*result.notes, note), _trace=lambda: counted + extra)
