"""By when the organ has to answer a reconsideration or a lawsuit, as `gongkai.clocks` works it out."""

from __future__ import annotations

from gongkai.clocks import Deadline, deadline
from gongkai.errors import LawError
from gongkai.web.appeals.choices import Instance, Procedure, Route
from gongkai.web.appeals.models import Appeal


def answer_clock(appeal: Appeal) -> Deadline | None:
    """Return the deadline with its steps; None where no copy has come or the law sets none (second instance)."""
    name = clock_name(appeal)
    if appeal.copy_received_on is None or not name:
        return None
    try:
        return deadline(name, appeal.copy_received_on)
    except LawError:  # before the first day of the law that the platform holds
        return None


def clock_name(appeal: Appeal) -> str:
    """Return which clock runs, or "" where none does."""
    if appeal.route == Route.RECONSIDERATION:
        simplified = appeal.procedure == Procedure.SIMPLIFIED
        return "reconsideration_answer_simplified" if simplified else "reconsideration_answer"
    return "suit_answer" if appeal.instance == Instance.FIRST else ""
