"""What a case has come to: the value that events fold into."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.clocks import Consultation, Deadline, Extension, ReplyFacts, Restart, WorkingCalendar, reply_deadline
from gongkai.errors import ProcedureError
from gongkai.procedure.events import Event


@dataclass(frozen=True)
class CaseState:
    """A case after its events.

    `consultations` are kept by name; `closed_on` is the day that counts for the annual report: service, lapse,
    withdrawal.  `overdue_days` are working days by which the decision was late.
    """

    phase: str = "new"
    history: tuple[Event, ...] = ()
    arrived_on: date | None = None
    received_on: date | None = None
    consultations: tuple[tuple[str, Consultation], ...] = ()
    extension: Extension | None = None
    restarts: tuple[Restart, ...] = ()
    delayed_until: date | None = None
    outcome: str | None = None
    decided_on: date | None = None
    served_on: date | None = None
    closed_on: date | None = None
    overdue_days: int = 0
    parts: tuple[str, ...] = ()
    carried_years: tuple[int, ...] = ()

    def happened(self, kind: str) -> bool:
        """Whether an event of that kind is in the history."""
        return any(event.kind == kind for event in self.history)

    def last(self, kind: str) -> Event:
        """The latest event of a kind."""
        for event in reversed(self.history):
            if event.kind == kind:
                return event
        raise ProcedureError(f"案件中没有“{kind}”事件", field="kind")

    @property
    def run_started_on(self) -> date | None:
        """Day 0 of the period now running."""
        return max((restart.on for restart in self.restarts), default=self.received_on)

    def open_consultations(self) -> dict[str, Consultation]:
        """Consultations that have neither been answered nor lapsed."""
        return {name: c for name, c in self.consultations if c.replied_on is None and not c.lapsed}

    def reply_facts(self) -> ReplyFacts:
        """What the reply clock needs to know."""
        if self.received_on is None:
            raise ProcedureError("还没有收到申请，无从起算期限", field="received")
        return ReplyFacts(
            received_on=self.received_on,
            consultations=tuple(consultation for _, consultation in self.consultations),
            extension=self.extension,
            restarts=self.restarts,
            delayed_until=self.delayed_until,
        )

    def due(self, calendar: WorkingCalendar) -> Deadline:
        """The reply deadline as the case stands; provisional while the applicant's step would start it afresh."""
        found = reply_deadline(self.reply_facts(), calendar=calendar)
        waiting = WAITING.get(self.phase)
        if waiting is None:
            return found
        because = "；".join(reason for reason in (waiting, found.because) if reason)
        return replace(found, provisional=True, because=because)


WAITING = {
    "awaiting_correction": "已告知补正，收到补正的申请后答复期限重新起算",
    "awaiting_payment": "已发出收费通知，足额缴费后答复期限重新起算（未核）",
}
"""Phases in which the deadline may start afresh."""
