"""One rolled-up figure: what was added, from whom, and who gave nothing that could be added."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gongkai.form import Cell
from gongkai.report import Value

Number = int | Decimal


class Why(StrEnum):
    """Why a report gave nothing to a figure. None of these is a zero."""

    BLANK = "blank"  # the report prints the cell and leaves it empty
    ABSENT = "absent"  # the report does not have the cell
    MERGED = "merged"  # only a row that merges this one with others was filled, and not with zero
    TEXT = "text"  # the cell holds words, which cannot be added
    OTHER_EDITION = "other_edition"  # the edition of that report has no cell that means the same


@dataclass(frozen=True, slots=True)
class Part:
    """A number that was added: whose it is, and the cells of that report it stands in.

    `refs` is not always the one cell of the sum: another edition may name it otherwise, and a row that merges three is
    the sum of three where a report prints those.
    """

    organ: str
    refs: tuple[str, ...]
    value: Number


@dataclass(frozen=True, slots=True)
class Lack:
    """A report that gave nothing to a figure: whose, and why."""

    organ: str
    why: Why
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A rolled-up cell. `value` is the sum of its parts; blank or absent where there are none."""

    cell: Cell
    value: Value
    parts: tuple[Part, ...]
    lacks: tuple[Lack, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every report gave a number."""
        return not self.lacks
