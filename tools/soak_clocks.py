"""Run the clocks' agreement and properties at full size: ``python -m tools.soak_clocks``.

A million (start, length) pairs through two implementations, and a hundred thousand random cases through every property
of the reliability plan's T02.  Prints what it found; exits 1 on any counterexample.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from gongkai.clocks import (
    Consultation,
    Extension,
    Notice,
    ReplyFacts,
    Restart,
    WorkingCalendar,
    build_calendar,
    deadline,
    national_calendar,
    packaged_notices,
    reply_deadline,
)
from gongkai.clocks.counting import Span, working_due
from gongkai.law import Mark

# The second implementation lives with the tests.
sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "clocks"))
from day_walk import walk

SEED = 20190515
PAIRS = 1_000_000
CASES = 100_000
FIRST, LAST = date(2019, 5, 15), date(2026, 6, 30)
CALENDAR = national_calendar()
WORKED = {day.on for day in CALENDAR.days if day.working}
RICHER_EVERY = 500
"""Building a calendar with another day off takes long: it is rebuilt once in so many cases."""


def pairs(chance: random.Random, count: int) -> int:
    """Compare prefix sums with the day walk on random pairs; return the number that differ."""
    first = CALENDAR.first_day.toordinal()
    last = (CALENDAR.settled_through - timedelta(days=120)).toordinal()
    wrong = 0
    for _ in range(count):
        start = date.fromordinal(chance.randint(first, last))
        length = chance.randint(1, 45)
        spans = _spans(chance, start) if chance.random() < 0.3 else []
        ours = working_due(CALENDAR, start, length, tuple(Span(a, b, "", "") for a, b in spans))
        wrong += ours != walk(start, length, WORKED.__contains__, spans)[-1]
    return wrong


def _spans(chance: random.Random, start: date) -> list[tuple[date, date]]:
    found = []
    for _ in range(chance.randint(1, 3)):
        first = start + timedelta(days=chance.randint(0, 50))
        found.append((first, first + timedelta(days=chance.randint(0, 20))))
    return found


def _day(chance: random.Random) -> date:
    return date.fromordinal(chance.randint(FIRST.toordinal(), LAST.toordinal()))


def due_is_a_working_day_after_receipt(chance: random.Random) -> bool:
    """Due is a working day and lies after receipt; exactly twenty working days lie between."""
    start = _day(chance)
    found = deadline("reply", start)
    counted = sum(start + timedelta(days=n) in WORKED for n in range(1, (found.due_on - start).days + 1))
    return found.due_on in WORKED and found.due_on > start and counted == 20


def later_receipt_never_ends_earlier(chance: random.Random) -> bool:
    """The deadline is monotone in the day of receipt."""
    early, late = sorted((_day(chance), _day(chance)))
    return deadline("reply", early).due_on <= deadline("reply", late).due_on


def a_pause_shifts_by_its_working_days(chance: random.Random) -> bool:
    """Pausing k working days shifts the deadline by exactly k."""
    start = _day(chance)
    plain = deadline("reply", start).due_on
    sent = start + timedelta(days=chance.randint(0, (plain - start).days - 1))
    length = chance.randint(1, 40)
    paused = reply_deadline(
        ReplyFacts(start, (Consultation("other_organ", sent, replied_on=sent + timedelta(days=length)),))
    )
    lost = sum(sent + timedelta(days=n) in WORKED for n in range(1, length + 1))
    return CALENDAR.working_days_between(plain, paused.due_on) == lost


def a_correction_restarts_in_full(chance: random.Random) -> bool:
    """The clock restarts from the corrected application."""
    start = _day(chance)
    corrected = start + timedelta(days=chance.randint(0, 60))
    found = reply_deadline(ReplyFacts(start, restarts=(Restart("corrected", corrected),)))
    return found.due_on == deadline("reply", corrected).due_on


def an_extension_adds_at_most_twenty(chance: random.Random) -> bool:
    """An extension adds its working days, at most twenty."""
    start, extra = _day(chance), chance.randint(1, 20)
    found = reply_deadline(ReplyFacts(start, extension=Extension(extra, start)))
    return CALENDAR.working_days_between(deadline("reply", start).due_on, found.due_on) == extra


def order_does_not_matter(chance: random.Random) -> bool:
    """Consultations and restarts give one result in any order."""
    start = _day(chance)
    consultations = [Consultation("other_organ", a, replied_on=b) for a, b in _spans(chance, start)]
    restarts = [Restart(kind, start + timedelta(days=chance.randint(0, 9))) for kind in ("corrected", "fee_paid")]
    one = reply_deadline(ReplyFacts(start, tuple(consultations), restarts=tuple(restarts)))
    chance.shuffle(consultations)
    other = reply_deadline(ReplyFacts(start, tuple(consultations), restarts=tuple(restarts[::-1])))
    return one.due_on == other.due_on and one.steps == other.steps


class AnotherDayOffNeverShortens:
    """Adding a day off never shortens a period."""

    __name__ = "another_day_off_never_shortens"

    def __init__(self) -> None:
        self.used = 0
        self.richer: WorkingCalendar = CALENDAR

    def __call__(self, chance: random.Random) -> bool:
        """Try one start near the extra day off."""
        if self.used % RICHER_EVERY == 0:
            self.day = _day(chance)
            extra = Notice("x", "special", "x", "", Mark.UNCONFIRMED, off=((self.day, "x"),), work=())
            self.richer = build_calendar((*packaged_notices(), extra))
        self.used += 1
        start = self.day - timedelta(days=chance.randint(0, 70))
        length = chance.randint(1, 45)
        return working_due(self.richer, start, length) >= working_due(CALENDAR, start, length)


PROPERTIES: tuple[Callable[[random.Random], bool], ...] = (
    due_is_a_working_day_after_receipt,
    later_receipt_never_ends_earlier,
    a_pause_shifts_by_its_working_days,
    a_correction_restarts_in_full,
    an_extension_adds_at_most_twenty,
    order_does_not_matter,
    AnotherDayOffNeverShortens(),
)


def soak(pair_count: int = PAIRS, case_count: int = CASES) -> list[tuple[str, int, int, float]]:
    """Run everything: (name, tried, counterexamples, seconds)."""
    chance = random.Random(SEED)
    began = time.perf_counter()
    rows = [("two_implementations_agree", pair_count, pairs(chance, pair_count), time.perf_counter() - began)]
    for property_ in PROPERTIES:
        began = time.perf_counter()
        wrong = sum(not property_(chance) for _ in range(case_count))
        rows.append((property_.__name__, case_count, wrong, time.perf_counter() - began))
    return rows


def main() -> int:
    """Print the table; fail on a counterexample."""
    rows = soak()
    for name, tried, wrong, seconds in rows:
        print(f"{name}\t{tried}\t{wrong}\t{seconds:.1f}s")
    return int(any(wrong for _, _, wrong, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
