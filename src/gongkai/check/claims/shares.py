"""A stated percentage with its number and the wholes it may be a share of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from gongkai.check.claims.model import Mention

SHARE: Final = re.compile(r"占|比重|比例|占比")


@dataclass(frozen=True, slots=True)
class Share:
    """A stated percentage, what it is a share of, and how sure the wording makes that."""

    percent: Mention
    numerator: Mention
    wholes: tuple[Mention, ...]
    named: bool  # the whole is named in words or by the list that the numerator stands in


def percent_of(part: Mention, whole: Mention) -> Decimal:
    """Return what percentage one number is of another."""
    return part.value * 100 / whole.value


def agrees(computed: Decimal, stated: Mention) -> bool:
    """Whether a computed percentage rounds to the stated one, or lies where an approximate one says."""
    approx, value = stated.number.approx, stated.value
    if approx in ("近", "将近", "接近"):
        return value * Decimal("0.93") <= computed <= value
    if approx in ("超", "超过", "逾", "以上", "多", "余", "突破", "不低于", "不少于", "至少"):
        return value <= computed <= value + 10
    if approx:
        return abs(computed - value) <= (5 if approx == "成" else 2)
    return abs(computed - value) <= Decimal("0.5").scaleb(-stated.number.places)


def cut_off(computed: Decimal, stated: Mention) -> bool:
    """Whether the stated percentage is the computed one cut off or rounded up at its last place."""
    place = Decimal(1).scaleb(-stated.number.places)
    return (
        computed.quantize(place, ROUND_FLOOR) == stated.value or computed.quantize(place, ROUND_CEILING) == stated.value
    )
