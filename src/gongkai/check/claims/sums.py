"""Judge totals against their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.check.claims.approximate import bounds, is_exact
from gongkai.check.claims.lists import Reading, readings
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown
from gongkai.check.claims.units import same
from gongkai.check.claims.words import bare, closed, is_month

_OVERLAP = re.compile(r"多种(?:形式|方式|渠道)|重复|交叉|重叠|兼有|同时计")
_REST = re.compile(r"(?:其余|剩余|余下)的?")
_MANY_COVER = Decimal("0.7")
_PAIR_COVER = Decimal("0.85")
_LOOSE_COVER = Decimal("0.9")


def sum_claims(statement: Statement) -> Iterator[Claim]:
    """Yield a claim for every list of parts in the statement."""
    for reading in readings(statement):
        claim = _judge(statement, reading)
        if claim:
            yield claim


def _judge(statement: Statement, reading: Reading) -> Claim | None:
    for total in reading.totals:
        for parts in reading.parts:
            if parts and _fits(total, parts):
                return sum_claim(statement, total, parts, HOLDS)
    parts = reading.parts[0]
    total = _explained(reading)
    if len(parts) == 1 and (_total(parts) <= bounds(total.number)[1] or not same(total.unit, parts[0].unit)):
        return None
    return sum_claim(statement, total, parts, _verdict(statement, total, parts, reading))


def _fits(total: Mention, parts: tuple[Mention, ...]) -> bool:
    low, high = bounds(total.number)
    if is_exact(total.number) and all(is_exact(part.number) for part in parts):
        return _total(parts) == total.value
    lows, highs = zip(*(bounds(part.number) for part in parts), strict=True)
    return len(parts) > 1 and sum(lows) <= high and sum(highs) >= low and bool(low <= _total(parts) * Decimal("1.1"))


def _explained(reading: Reading) -> Mention:
    """Return the total to hold a list against where none fits: the nearest that can contain every part."""
    largest = max(part.value for part in reading.parts[0])
    near: list[Mention] = []
    for total in reading.totals:
        near.append(total)
        if total.sep > 2:
            break
    return next((total for total in near if total.value >= largest), reading.totals[0])


def _verdict(statement: Statement, total: Mention, parts: tuple[Mention, ...], reading: Reading) -> Verdict:
    computed = _total(parts)
    if total.number.approx or any(part.number.approx for part in parts):
        return _far_outside(total, computed)
    if computed > total.value:
        if _OVERLAP.search(statement.text[parts[-1].number.end - statement.start :][:30]):
            return UNSURE
        exceeds_all = all(computed > candidate.value for candidate in reading.totals)
        alike = all(same(total.unit, part.unit) for part in parts)
        return FAILS if alike and (exceeds_all or total is reading.totals[0]) else UNSURE
    if total is not reading.totals[0] and computed < total.value * _MANY_COVER:
        return UNSURE
    return FAILS if _complete(total, list(parts), reading) else UNSURE


def _complete(total: Mention, parts: list[Mention], reading: Reading) -> bool:
    """Whether a list whose sum falls short claims to be complete."""
    if reading.partial or not all(same(total.unit, part.unit) for part in parts):
        return False
    if closed(parts) or (len(parts) > 2 and all(is_month(part) for part in parts)):
        return True
    cover = _total(tuple(parts)) / total.value
    if _REST.fullmatch(bare(parts[-1].label)):
        return True
    rest_named = len(parts) > 2 and bare(parts[-1].label).startswith(("其他", "其它", "其余"))
    if reading.strength == "strict":
        return len(parts) > 2 or cover >= Decimal("0.5")
    if reading.strength == "bracket":
        return cover >= (Decimal("0.5") if len(parts) > 2 else _PAIR_COVER)
    if reading.strength == "loose":
        return len(parts) > 2 and (cover >= _LOOSE_COVER or (rest_named and cover >= _MANY_COVER))
    enough = _MANY_COVER if len(parts) > 2 else _PAIR_COVER
    many = len(parts) > 4 and cover >= Decimal("0.6")
    some_other = any(bare(part.label).startswith(("其他", "其它")) for part in parts)
    return cover >= enough or rest_named or many or (len(parts) > 3 and some_other and cover >= Decimal("0.6"))


def _far_outside(total: Mention, computed: Decimal) -> Verdict:
    high = bounds(total.number)[1]
    return FAILS if computed > high * Decimal("1.25") and computed - high > 5 else UNSURE


def _total(parts: tuple[Mention, ...]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def sum_claim(statement: Statement, total: Mention, parts: tuple[Mention, ...], verdict: Verdict) -> Claim:
    """Build the claim of a total with parts, the arithmetic spelled out."""
    computed = _total(parts)
    everyone = (total, *parts)
    start = min(m.number.start - len(m.label.lstrip()) for m in everyone)
    end = max(m.number.end for m in everyone)
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="sum",
        verdict=verdict,
        why=_why(total, parts, computed, verdict),
        total=total.value,
        parts=tuple(part.value for part in parts),
        computed=computed,
        stated=total.value,
    )


def _why(total: Mention, parts: tuple[Mention, ...], computed: Decimal, verdict: Verdict) -> str:
    arithmetic = "+".join(shown(part.value) for part in parts)
    if len(parts) > 1:
        arithmetic += f"={shown(computed)}"
    if computed == total.value:
        return f"{arithmetic}，与文中总数{shown(total.value)}一致"
    if verdict == HOLDS:
        return f"{arithmetic}，文中写{total.number.approx}{shown(total.value)}，为约数，相符"
    reason = "" if verdict == FAILS else "；文中可能只列举了一部分，或数字为约数，请人工核对"
    return f"{arithmetic}，文中写{shown(total.value)}，相差{shown(abs(computed - total.value))}{reason}"
