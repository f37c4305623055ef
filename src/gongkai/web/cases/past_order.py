"""Judge the events of a past case one after the other, so that the one at fault can be named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from gongkai import procedure
from gongkai.clocks import WorkingCalendar
from gongkai.errors import GongkaiError
from gongkai.web.cases.past import PastCase

_ENDINGS: Final = ("decided", "correction_lapsed", "withdrawn")
_NOT_BEFORE: Final = {
    "corrected": ("correction_asked",),
    "served": ("decided",),
    **dict.fromkeys(_ENDINGS, ("correction_asked", "corrected", "extended")),
}
"""Which earlier columns an event cannot precede; none precedes the receipt."""


class WrongEvent(GongkaiError):
    """An event of a past case that cannot be."""

    def __init__(self, event: procedure.Event, field: str, what: str, *, why: str = "", fix: str = "") -> None:
        self.kind = event.kind
        super().__init__(what, why=why, fix=fix, field=field)


def judge_events(past: PastCase, today: date, calendar: WorkingCalendar) -> None:
    """Fold the events, one more each time.

    Raises:
        WrongEvent: the first that cannot follow those before it.
    """
    for count, event in enumerate(past.events, 1):
        earlier = past.events[: count - 1]
        _judge_order(event, earlier)
        try:
            procedure.fold([*earlier, event], calendar=calendar, as_of=today)
        except GongkaiError as error:
            raise WrongEvent(event, error.field or "", error.what, why=error.why, fix=error.fix) from error


def _judge_order(event: procedure.Event, earlier: Sequence[procedure.Event]) -> None:
    for other in earlier:
        if other.kind in ("received", *_NOT_BEFORE.get(event.kind, ())) and event.on < other.on:
            name = procedure.kinds()[other.kind].zh
            raise WrongEvent(event, "on", f"早于“{name}”的日期{other.on}", fix="请核对日期")
