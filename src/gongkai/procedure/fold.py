"""Folding the events of a case into its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from gongkai import law
from gongkai.clocks import Consultation, Extension, Restart, WorkingCalendar, national_calendar, receive
from gongkai.errors import GongkaiError, ProcedureError
from gongkai.procedure.checks import CHECKS
from gongkai.procedure.events import Event, EventKind, kinds, labels
from gongkai.procedure.outcomes import outcome
from gongkai.procedure.state import CaseState


def fold(events: Iterable[Event], *, calendar: WorkingCalendar | None = None, as_of: date | None = None) -> CaseState:
    """The state of a case after all its events, whatever the order in which those of one day are given.

    Corrections of dates are taken first; then events follow by date, and within a day in an order the table allows.
    Events after `as_of` are refused.
    """
    days = calendar or national_calendar()
    waiting = sorted(_corrected(tuple(events)), key=_order)
    if as_of is not None:
        _refuse_future(waiting, as_of)
    case = CaseState()
    for _, today in groupby(waiting, key=lambda event: event.on):
        case = _follow_day(case, list(today), days)
    return case


MOST_ORDERS = 2000
"""How many events are tried before the orders of one day are given up: a day has a handful of events."""


def _follow_day(case: CaseState, today: list[Event], days: WorkingCalendar) -> CaseState:
    """Follow the events of one day in the first order that the table allows; natural order is tried first.

    If no order is allowed, raises what stood in the way of the order that got furthest.
    """
    orders = _Orders(days)
    found = orders.follow_all(case, today)
    if found is None:
        raise orders.obstacle or ProcedureError("同一天的事件没有可以成立的先后", field="on")
    return found


class _Orders:
    """The search through the orders of one day's events."""

    def __init__(self, days: WorkingCalendar) -> None:
        self.days = days
        self.tries = 0
        self.fewest_left: int | None = None
        self.obstacle: GongkaiError | None = None

    def follow_all(self, case: CaseState, left: list[Event]) -> CaseState | None:
        """The state after all events that are left, in the first order allowed; None if there is none."""
        if not left:
            return case
        for event in left:
            self.tries += 1
            if self.tries > MOST_ORDERS:
                return None
            try:
                after = follow(case, event, calendar=self.days)
            except GongkaiError as error:
                self._note(error, len(left))
                continue
            found = self.follow_all(after, [other for other in left if other is not event])
            if found is not None:
                return found
        return None

    def _note(self, error: GongkaiError, left: int) -> None:
        if self.fewest_left is None or left < self.fewest_left:
            self.fewest_left, self.obstacle = left, error


PAST_FIELDS = {"confirmed_on": "确认之日", "received_on": "收到之日"}
"""Fields that say when something happened, in words; others may look ahead."""


def _refuse_future(events: Iterable[Event], as_of: date) -> None:
    for event in events:
        days = [("on", event.on), *((name, event.day(name)) for name in PAST_FIELDS if name in event.fields)]
        for name, day in days:
            if day > as_of:
                raise ProcedureError(
                    f"“{_kind(event).zh}”的{PAST_FIELDS.get(name, '日期')}{day.isoformat()}晚于今天{as_of.isoformat()}",
                    why="还没有发生",
                    field=name,
                )


def follow(case: CaseState, event: Event, *, calendar: WorkingCalendar | None = None) -> CaseState:
    """The state after one more event; refuse an event that may not follow, with the reason."""
    kind = _kind(event)
    days = calendar or national_calendar()
    _refuse_out_of_place(case, event, kind)
    for name in kind.checks:
        CHECKS[name](case, event, days)
    after = EFFECTS.get(kind.id, _nothing)(case, event, days)
    if kind.outcome:
        after = replace(after, outcome=kind.outcome, closed_on=event.on)
    return replace(after, phase=kind.to or case.phase, history=(*case.history, event))


def may_follow(case: CaseState) -> tuple[EventKind, ...]:
    """The kinds of event that the phase of the case admits."""
    return tuple(
        kind for kind in kinds().values() if case.phase in kind.phases and not (kind.once and case.happened(kind.id))
    )


def _kind(event: Event) -> EventKind:
    if event.kind not in kinds():
        raise ProcedureError(f"没有名为“{event.kind}”的事件", fix="可用：" + "、".join(kinds()), field="kind")
    return kinds()[event.kind]


def _order(event: Event) -> tuple[date, int, str]:
    return event.on, _kind(event).rank, event.ref


def _corrected(events: tuple[Event, ...]) -> list[Event]:
    """Apply corrections of dates; the correcting events themselves change nothing else."""
    refs = [event.ref for event in events]
    if len(set(refs)) != len(refs):
        twice = next(ref for ref in refs if refs.count(ref) > 1)
        raise ProcedureError(f"事件编号“{twice}”出现两次", field="ref")
    standing = {event.ref: event for event in events if event.kind != "date_corrected"}
    corrections = sorted((e for e in events if e.kind == "date_corrected"), key=lambda e: (e.on, e.ref))
    for correction in corrections:
        _check_needs(correction, _kind(correction))
        target = correction.text("target")
        if target not in standing:
            raise ProcedureError(f"更正日期所指的事件“{target}”不存在", field="target")
        if correction.on < correction.day("new_on"):
            raise ProcedureError("更正后的日期晚于更正之日", why="还没有发生的事不能登记", field="new_on")
        standing[target] = _moved(standing[target], correction.day("new_on"))
    return list(standing.values())


def _moved(event: Event, day: date) -> Event:
    """Return an event on another day: of a receipt that was confirmed (Article 31), the day of the confirmation."""
    if "confirmed_on" not in event.fields:
        return replace(event, on=day)
    return replace(event, on=min(event.on, day), fields={**event.fields, "confirmed_on": day})


def _refuse_out_of_place(case: CaseState, event: Event, kind: EventKind) -> None:
    what = f"{event.on.isoformat()}的“{kind.zh}”不能登记"
    if case.phase not in kind.phases:
        raise ProcedureError(
            what,
            why=f"案件处于“{labels('phases')[case.phase]}”，此时不能有这一事件（{law.cite(kind.basis).zh}）",
            fix="此时可以登记：" + "、".join(k.zh for k in may_follow(case)) if may_follow(case) else "",
            field="kind",
        )
    if event.by not in kind.by:
        who = "、".join(labels("roles")[role] for role in kind.by)
        raise ProcedureError(what, why=f"应当由{who}作出", field="by")
    if kind.once and case.happened(kind.id):
        raise ProcedureError(what, why=f"同一申请只能有一次（{law.cite(kind.basis).zh}）", field="kind")
    if kind.once_per_run and any(
        e.kind == kind.id and case.run_started_on is not None and e.on >= case.run_started_on for e in case.history
    ):
        raise ProcedureError(what, why=f"同一期限内只能有一次（{law.cite(kind.basis).zh}）", field="kind")
    if case.history and event.on < case.history[-1].on:
        raise ProcedureError(what, why=f"早于上一事件{case.history[-1].on.isoformat()}", field="on")
    if case.received_on and event.on < case.received_on and not _is_receipt(event):
        raise ProcedureError(what, why=f"早于收到申请之日{case.received_on.isoformat()}", field="on")
    _check_needs(event, kind)


def _is_receipt(event: Event) -> bool:
    return event.kind in {"received", "registered"}


def _check_needs(event: Event, kind: EventKind) -> None:
    for name in kind.needs:
        if event.fields.get(name) in (None, "", ()):
            raise ProcedureError(f"{event.on.isoformat()}的“{kind.zh}”缺少“{name}”", field=name)


Effect = Callable[[CaseState, Event, WorkingCalendar], CaseState]


def _nothing(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    return case


def _received(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    confirmed = event.day("confirmed_on") if "confirmed_on" in event.fields else None
    receipt = receive(event.on, event.text("channel"), confirmed)
    return replace(case, arrived_on=receipt.arrived_on, received_on=receipt.received_on)


def _restarted(kind: str) -> Effect:
    def effect(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
        return replace(case, restarts=(*case.restarts, Restart(kind, event.on)), extension=None)

    return effect


def _consulted(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    new = (event.text("consultation"), Consultation(event.text("kind"), event.on))
    return replace(case, consultations=(*case.consultations, new))


def _consultation(**changed: str) -> Effect:
    """Set a field of the consultation to the day of the event, or to true."""

    def effect(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
        name = event.text("consultation")
        return replace(
            case,
            consultations=tuple((n, _changed(c, event.on, changed) if n == name else c) for n, c in case.consultations),
        )

    return effect


def _changed(consultation: Consultation, on: date, changed: dict[str, str]) -> Consultation:
    values = {field: on if value == "on" else True for field, value in changed.items()}
    return replace(consultation, **values)  # type: ignore[arg-type]  # field names come from EFFECTS below


def _extended(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    return replace(case, extension=Extension(event.number("days"), event.on))


def _delayed(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    return replace(case, delayed_until=event.day("until"))


def _split(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    parts = event.fields["parts"]
    return replace(case, parts=parts if isinstance(parts, tuple) else ())


def _decided(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    return replace(case, outcome=outcome(event.text("outcome")).id, decided_on=event.on)


def _served(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    due = case.due(days).due_on
    late = days.working_days_between(due, event.on) if event.on > due else 0
    return replace(case, served_on=event.on, closed_on=event.on, overdue_days=late)


def _carried(case: CaseState, event: Event, days: WorkingCalendar) -> CaseState:
    return replace(case, carried_years=(*case.carried_years, event.on.year))


EFFECTS: dict[str, Effect] = {
    "received": _received,
    "corrected": _restarted("corrected"),
    "fee_paid": _restarted("fee_paid"),
    "consultation_sent": _consulted,
    "consultation_delivered": _consultation(delivered_on="on"),
    "opinion_received": _consultation(replied_on="on"),
    "consultation_lapsed": _consultation(lapsed="yes"),
    "extended": _extended,
    "delayed": _delayed,
    "split": _split,
    "decided": _decided,
    "served": _served,
    "carried_over": _carried,
}
