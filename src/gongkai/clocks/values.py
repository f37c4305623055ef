"""Deadlines and their steps, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from gongkai.law import Mark


class Step(NamedTuple):
    """One day of a period: counted as the nth, skipped or excluded, with the reason and the basis.

    A named tuple, not a dataclass: a province recomputes some six million of them at a time.
    `kind` is the kind of day (see :class:`gongkai.clocks.Day`), or excluded, or rolled.
    """

    on: date
    counted: bool
    nth: int | None
    why: str
    basis: str
    kind: str = "workday"


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, with everything that led to it.

    `start_on` is day 0.  `provisional` means the date may move, and `because` says why.  The steps are worked out when
    first asked for, and kept.
    """

    clock: str
    start_on: date
    due_on: date
    provisional: bool
    because: str | None
    mark: Mark
    basis: str
    notes: tuple[str, ...] = ()
    _trace: Callable[[], tuple[Step, ...]] = field(default=tuple, repr=False, compare=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every day after day 0 up to the last, in order."""
        return self._trace()

    def __getstate__(self) -> dict[str, object]:
        """Keep the steps themselves when copied or stored: how they are made does not travel."""
        return {**self.__dict__, "steps": self.steps, "_trace": tuple}

    @property
    def confirmed(self) -> bool:
        """Whether the rule was read in the official text."""
        return self.mark.confirmed
