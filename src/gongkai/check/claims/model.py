"""The values that the reading of a sentence passes on: a number as written, a mention in its clause, a claim."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

Kind = Literal["sum", "ratio", "growth", "cell", "year", "count"]
Verdict = Literal["holds", "fails", "unsure"]

HOLDS: Final = "holds"
FAILS: Final = "fails"
UNSURE: Final = "unsure"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: value with its scale applied, unit, and whether it claims to be exact.

    `unit` is `%` for percentages (tenths such as 八成 included) and `倍` for multiples. `places` is how many decimals
    of `value` are stated. `approx` is the word that makes it approximate (约, 余, 近, 超 …) or empty. `weak` marks a
    Chinese numeral before a general measure word (三大领域, 两个方面), which counts things but rarely reports a
    figure. `scaled` marks a number rounded to a decimal of 万 or 亿.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""
    places: int = 0
    approx: str = ""
    weak: bool = False
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in its place: the words that name it and how it hangs together with the numbers before it.

    `label` is the text since the last separator, `after` the text up to the next one; `gap` is everything since the
    previous number on the same level and `sep` the strongest separator in it (0 none, 1 、, 2 ，, 3 ；, 4 。).
    `level` identifies the parenthesis it stands in (0 outside); `owner` is the mention that the parenthesis explains.
    """

    index: int
    number: Number
    label: str
    gap: str
    sep: int
    level: int
    owner: int | None
    after: str = ""
    lead: str = ""

    @property
    def value(self) -> Decimal:
        """The number's value."""
        return self.number.value

    @property
    def unit(self) -> str:
        """The number's unit."""
        return self.number.unit


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence (with the sentences that continue it by 其中) and the numbers mentioned in it."""

    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A numeric claim with its verdict. `start` and `end` count code points in the text that was given."""

    quote: str
    start: int
    end: int
    kind: Kind
    verdict: Verdict
    why: str
    total: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    computed: Decimal | None = None
    stated: Decimal | None = None
    cells: tuple[str, ...] = ()


def shown(value: Decimal) -> str:
    """Print a number as a person would: without an exponent and without idle zeros."""
    whole = value.to_integral_value()
    return str(int(whole)) if whole == value else format(value.normalize(), "f")
