"""Rules of time and content that an event must meet, by the names the table uses.

Each check looks at the case before the event and refuses by raising ProcedureError with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from gongkai import law
from gongkai.clocks import WorkingCalendar, consultation_kinds, deadline, receive
from gongkai.errors import InputError, ProcedureError
from gongkai.procedure.events import Event, kinds, labels
from gongkai.procedure.outcomes import outcome
from gongkai.procedure.state import CaseState

Check = Callable[[CaseState, Event, WorkingCalendar], None]


def _refuse(event: Event, why: str, *, fix: str = "", field: str = "on") -> ProcedureError:
    kind = kinds()[event.kind]
    return ProcedureError(
        f"{event.on.isoformat()}的“{kind.zh}”不能成立", why=f"{why}（{law.cite(kind.basis).zh}）", fix=fix, field=field
    )


def _start(case: CaseState) -> date:
    started = case.run_started_on
    if started is None:
        raise ProcedureError("还没有收到申请", field="received")
    return started


def receipt(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """The channel is one of Article 31 and, where it needs a confirmation, has one."""
    confirmed = event.day("confirmed_on") if "confirmed_on" in event.fields else None
    calendar.index(event.on, "received")
    receive(event.on, event.text("channel"), confirmed)


def correction_notice_in_time(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """Correction must be asked within seven working days of receipt, and give a time after the notice."""
    due = deadline("correction_notice", _start(case), calendar=calendar)
    if event.on > due.due_on:
        raise _refuse(event, f"告知补正的期限已于{due.due_on.isoformat()}届满")
    if event.day("reply_by") <= event.on:
        raise _refuse(event, "补正期限应当在告知之后，并且合理", field="reply_by")


def correction_in_time(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """A late correction counts only for a good reason."""
    reply_by = case.last("correction_asked").day("reply_by")
    if event.on > reply_by and not event.fields.get("good_reason"):
        raise _refuse(
            event,
            f"补正期限已于{reply_by.isoformat()}届满",
            fix="有正当理由的，请写明理由",
            field="good_reason",
        )


def correction_period_over(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """An application lapses only after the time for correction."""
    reply_by = case.last("correction_asked").day("reply_by")
    if event.on <= reply_by:
        raise _refuse(event, f"补正期限到{reply_by.isoformat()}才届满")


def consultation_is_new(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """A consultation has a name of its own and a kind the clocks know."""
    name = event.text("consultation")
    if name in dict(case.consultations):
        raise _refuse(event, f"征求意见“{name}”已经发出过", field="consultation")
    if event.text("kind") not in consultation_kinds():
        raise _refuse(event, "征求意见的种类不对", fix="可用：" + "、".join(consultation_kinds()), field="kind")
    if event.on > case.due(calendar).due_on:
        raise _refuse(event, "答复期限已经届满，不能再以征求意见扣除时间")


def consultation_is_open(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """An answer needs a letter that is still open and not dispatched later."""
    name = event.text("consultation")
    if name not in case.open_consultations():
        raise _refuse(event, f"没有尚未了结的征求意见“{name}”", field="consultation")
    delivered = case.open_consultations()[name].delivered_on
    if event.kind == "consultation_delivered" and delivered is not None:
        raise _refuse(event, f"征求意见“{name}”已于{delivered.isoformat()}送达", field="consultation")


def consultation_period_over(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """Silence counts only after the receiver's fifteen working days."""
    consultation = case.open_consultations()[event.text("consultation")]
    limit = consultation_kinds()[consultation.kind].limit
    if limit is None:
        raise _refuse(event, "法律没有规定其他机关提出意见的期限，不能以逾期了结", field="consultation")
    if consultation.delivered_on is None:
        raise _refuse(event, "没有登记征求意见书的送达日期，无从起算", field="consultation")
    due = deadline(limit, consultation.delivered_on, calendar=calendar)
    if event.on <= due.due_on:
        raise _refuse(event, f"提出意见的期限到{due.due_on.isoformat()}才届满")


def extension_allowed(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """An extension is told before the period ends and stays within the ceiling."""
    due = case.due(calendar)
    if event.on > due.due_on:
        raise _refuse(event, f"原期限已于{due.due_on.isoformat()}届满，没有可以延长的期限")
    ceiling = law.value("answer_extension", on=_start(case)).count
    if event.number("days") > ceiling:
        raise _refuse(event, f"延长的期限最长不得超过{ceiling}个工作日", field="days")


def reasons_were_given(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """A reasonable delay rests on reasons that were asked for and given."""
    if not case.happened("reasons_given"):
        raise _refuse(event, "延迟答复以申请人说明的理由合理为前提")


def delay_allowed(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """The agreed day lies after the ordinary one, and is told before that one passes."""
    due = case.due(calendar)
    if event.on > due.due_on:
        raise _refuse(event, f"期限已于{due.due_on.isoformat()}届满")
    if event.day("until") <= due.due_on:
        raise _refuse(event, f"延迟后的日期应当晚于原期限{due.due_on.isoformat()}", field="until")


def within_reply_period(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """A fee notice goes out within the time for handling the application."""
    due = case.due(calendar)
    if event.on > due.due_on:
        raise _refuse(event, f"申请处理期限已于{due.due_on.isoformat()}届满，不能再发收费通知")
    event.number("amount_yuan")


def _payment_due(case: CaseState, calendar: WorkingCalendar) -> date:
    notice = case.last("fee_notified")
    told = notice.day("received_on") if "received_on" in notice.fields else notice.on
    return deadline("fee_payment", told, calendar=calendar).due_on


def payment_in_time(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """Payment after twenty working days comes too late."""
    due = _payment_due(case, calendar)
    if event.on > due:
        raise _refuse(event, f"缴费期限已于{due.isoformat()}届满，逾期视为放弃申请")


def payment_period_over(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """An application lapses for want of payment only after the time to pay."""
    due = _payment_due(case, calendar)
    if event.on <= due:
        raise _refuse(event, f"缴费期限到{due.isoformat()}才届满")


def split_in_two_or_more(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """A split names at least two parts, all different."""
    parts = event.fields["parts"]
    if not isinstance(parts, tuple) or len(parts) < 2 or len(set(parts)) != len(parts):
        raise _refuse(event, "拆分应当写明两件以上、互不相同的编号", field="parts")


def no_consultation_open(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """No decision while an opinion is still awaited."""
    if case.open_consultations():
        names = "、".join(case.open_consultations())
        raise _refuse(event, f"征求意见“{names}”尚未了结", fix="请先登记收到意见或者逾期")


def outcome_allowed(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """The outcome exists, is a decision, has its earlier step and, where the law wants reasons, its reasons."""
    try:
        chosen = outcome(event.text("outcome"))
    except InputError as error:
        raise _refuse(event, error.what, fix=error.fix, field="outcome") from None
    if chosen.by_event:
        raise _refuse(event, f"“{chosen.zh}”由相应事件产生，不由答复决定产生", field="outcome")
    if chosen.after and not case.happened(chosen.after):
        raise _refuse(event, f"“{chosen.zh}”之前应当先有“{kinds()[chosen.after].zh}”", field="outcome")
    if chosen.reasons and not event.fields.get("reasons"):
        raise _refuse(event, f"“{chosen.zh}”应当说明理由（{law.cite(chosen.reasons).zh}）", field="reasons")


def method_known(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """Service is by a method the official letter knows, or electronic."""
    if event.text("method") not in labels("methods"):
        raise _refuse(event, "送达方式不对", fix="可用：" + "、".join(labels("methods")), field="method")


def was_served(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """Only a reply that was served can be supplemented."""
    if not case.served_on:
        raise _refuse(event, "没有送达过答复，无从补充")


def last_day_of_year(case: CaseState, event: Event, calendar: WorkingCalendar) -> None:
    """A case is carried over on 31 December."""
    if (event.on + timedelta(days=1)).year == event.on.year:
        raise _refuse(event, "结转以12月31日为准")


CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        receipt,
        correction_notice_in_time,
        correction_in_time,
        correction_period_over,
        consultation_is_new,
        consultation_is_open,
        consultation_period_over,
        extension_allowed,
        reasons_were_given,
        delay_allowed,
        within_reply_period,
        payment_in_time,
        payment_period_over,
        split_in_two_or_more,
        no_consultation_open,
        outcome_allowed,
        method_known,
        was_served,
        last_day_of_year,
    )
}
