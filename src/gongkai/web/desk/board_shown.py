"""The board of a superior as it is drawn: counts, the bar, and a tile for each organ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.web.desk.urgency import Urgency
from gongkai.web.reporting.queries.upward import Board, Place

STATES: Final = (
    ("accepted", gettext_noop("已接收"), "✓"),
    ("submitted", gettext_noop("待审核"), "●"),
    ("returned", gettext_noop("已退回"), "↩"),
    ("missing", gettext_noop("未报送"), "○"),
)
FILTERS: Final = (*(row[0] for row in STATES), "late", "errors")
_WIDTH: Final = 1000


@dataclass(frozen=True, slots=True)
class Tile:
    """One organ on the board."""

    place: Place
    sign: str
    word: str
    urgency: Urgency
    may_choose: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """A filter with how many organs it leaves."""

    state: str
    name: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the bar, in its own units."""

    state: str
    name: str
    count: int
    start: float
    width: float


def tiles(board: Board, chosen: str, today: date) -> list[Tile]:
    """Return the organs that a filter leaves, each as a tile."""
    words = {state: (sign, name) for state, name, sign in STATES}
    return [
        Tile(
            place,
            words[place.state][0],
            _(words[place.state][1]),
            urgency(place, today),
            board.decides and _chosen(place),
        )
        for place in board.places
        if not chosen or _fits(place, chosen)
    ]


def tabs(board: Board, chosen: str) -> list[Tab]:
    """Return the filters."""
    found = [Tab("", _("全部"), len(board.places), not chosen)]
    found += [Tab(state, _(name), board.count(state), chosen == state) for state, name, _sign in STATES]
    found.append(Tab("late", _("逾期"), board.late, chosen == "late"))
    errors = sum(_fits(place, "errors") for place in board.places)
    return [*found, Tab("errors", _("有错误"), errors, chosen == "errors")]


def stretches(board: Board) -> list[Stretch]:
    """Return the bar of progress: a stretch for each state, in the order of the way."""
    total, at = max(1, len(board.places)), 0.0
    found = []
    for state, name, _sign in STATES:
        count = board.count(state)
        width = _WIDTH * count / total
        if count:
            found.append(Stretch(state, _(name), count, round(at, 1), round(width, 1)))
        at += width
    return found


def urgency(place: Place, today: date) -> Urgency:
    """Return what the last day means for an organ today."""
    if place.state in ("accepted", "submitted"):
        late = place.submission is not None and place.submission.at.date() > place.due.on
        return Urgency("", _("逾期报送") if late else "")
    days = (place.due.on - today).days
    if days < 0:
        return Urgency("bad", _("逾期%(days)d天") % {"days": -days})
    if days <= 7:
        return Urgency("warn", _("还有%(days)d天") % {"days": days})
    return Urgency("", _("还有%(days)d天") % {"days": days})


def _fits(place: Place, chosen: str) -> bool:
    if chosen == "late":
        return place.is_late
    if chosen == "errors":
        return place.state == "submitted" and place.errors > 0
    return place.state == chosen


def _chosen(place: Place) -> bool:
    """Whether a box stands on the tile: to accept what waits, to remind who is missing."""
    return place.state in ("submitted", "missing", "returned")
