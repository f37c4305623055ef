"""Shares of one unnamed whole held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.claims.model import FAILS, Claim, Statement, shown
from gongkai.check.claims.shares import SHARE, Share, agrees, percent_of


def consistency_claims(statement: Statement, shares: list[Share]) -> Iterator[Claim]:
    """Hold shares of one unnamed whole against each other: each number and its share imply that whole."""
    loose = [
        s for s in shares if SHARE.search(s.percent.label) and not s.percent.number.approx and s.numerator.value > 0
    ]
    if len(loose) < 3 or any(agrees(percent_of(s.numerator, w), s.percent) for s in loose for w in s.wholes[:1]):
        return
    ranges = [_implied(s) for s in loose]
    for at, share in enumerate(loose):
        others = [r for i, r in enumerate(ranges) if i != at]
        low, high = max(r[0] for r in others), min(r[1] for r in others)
        if low <= high and (ranges[at][1] < low * Decimal("0.99") or ranges[at][0] > high * Decimal("1.01")):
            yield _inconsistent(statement, share, low, high)


def _implied(share: Share) -> tuple[Decimal, Decimal]:
    """Return the least and greatest whole of which the number may be the stated share (rounded or cut off)."""
    place = Decimal(1).scaleb(-share.percent.number.places)
    low, high = share.percent.value - place / 2, share.percent.value + place
    return (share.numerator.value - Decimal("0.5")) * 100 / high, (share.numerator.value + Decimal("0.5")) * 100 / max(
        low, place / 2
    )


def _inconsistent(statement: Statement, share: Share, low: Decimal, high: Decimal) -> Claim:
    whole = share.numerator.value * 100 / share.percent.value
    start = share.numerator.number.start - len(share.numerator.label.lstrip())
    end = share.percent.number.end
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="ratio",
        verdict=FAILS,
        why=f"{shown(share.numerator.value)}件占{shown(share.percent.value)}%，推算总数约{shown(whole.to_integral_value())}；"
        f"同句其他各项推算的总数为{shown(low.to_integral_value())}至{shown(high.to_integral_value())}，互相矛盾",
        parts=(share.numerator.value,),
        stated=share.percent.value,
    )
