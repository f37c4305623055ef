"""Random cases for the clocks: days, notices, consultations."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.clocks import Notice
from gongkai.law import Mark

FIRST, LAST = date(2019, 5, 15), date(2026, 6, 30)

days = st.dates(FIRST, LAST)
counts = st.integers(1, 45)


@st.composite
def stretches(draw):
    """A day of receipt and a few stretches after it that are not counted."""
    start = draw(days)
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        first = start + timedelta(days=draw(st.integers(0, 60)))
        spans.append((first, first + timedelta(days=draw(st.integers(0, 30)))))
    return start, spans


def holiday(day: date) -> Notice:
    """A special notice that gives one day off."""
    return Notice("extra.toml", "special", "临时放假", "", Mark.UNCONFIRMED, off=((day, "临时"),), work=())
