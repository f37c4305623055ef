"""Multiples of another year's figure: 增长1.5倍, 是上年的3倍, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.approximate import is_exact
from gongkai.check.claims.growth import figures
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown

_GROWS: Final = re.compile(r"(?:增长|增加|提高|提升|上升|扩大|多|增幅为?|增幅达)(?:了|约|近|超|超过|至|到|达|为)*$")
_IS: Final = re.compile(r"(?:是|为|达到?|相当于)[^,;。]{0,14}的?$")
_DOUBLED: Final = re.compile(r"翻了?([一两二三])?番")
_OF: Final = re.compile(r"(?:是|为|达到?|相当于)[^,;。]{0,10}$")
_WHOLE_SLACK: Final = Decimal("0.3")
_WHOLE_FAR: Final = Decimal("0.45")
_LEVELS: Final = {"一": 2, "两": 4, "二": 4, "三": 8}


def multiple_claims(statement: Statement) -> Iterator[Claim]:
    """Yield a claim for every multiple whose two figures stand in the statement."""
    for mention in statement.mentions:
        label = mention.label.replace(" ", "")
        if mention.unit == "倍" and (_GROWS.search(label) or _IS.search(label) or _of_base(statement, mention)):
            grows = _GROWS.search(label) is not None
            wanted = [mention.value, mention.value + 1] if grows else [mention.value]
            yield from _judged(statement, mention.index, mention.number.end, wanted, mention)
    for match in _DOUBLED.finditer(statement.text):
        end = statement.start + match.end()
        before = [m for m in statement.mentions if m.number.end <= end]
        if before:
            yield from _judged(statement, before[-1].index + 1, end, [Decimal(_LEVELS.get(match.group(1), 2))], None)


def _of_base(statement: Statement, mention: Mention) -> bool:
    """Whether the figure compared with stands between the verb and the multiple: 是去年204条的3倍."""
    previous = statement.mentions[mention.index - 1] if mention.index else None
    return previous is not None and mention.label.strip() == "的" and _OF.search(previous.label) is not None


def _judged(
    statement: Statement, index: int, end: int, wanted: list[Decimal], multiple: Mention | None
) -> Iterator[Claim]:
    base, currents = figures(statement, index)
    if base is None or not currents or base.value <= 0:
        return
    results = [(_verdict(current, base, wanted, multiple), current) for current in currents[:2]]
    best = next((r for r in results if r[0] == HOLDS), results[0])
    yield _claim(statement, base, best[1], end, best[0], wanted)


def _verdict(current: Mention, base: Mention, wanted: list[Decimal], multiple: Mention | None) -> Verdict:
    ratio = current.value / base.value
    if multiple is None:
        slack, far = wanted[0] * Decimal("0.15"), wanted[0] * Decimal("0.25")
    else:
        step = Decimal(1).scaleb(-multiple.number.places)
        slack = max(step, wanted[0] * Decimal("0.2")) if multiple.number.approx else step * Decimal("0.51")
        slack, far = (slack, step) if multiple.number.places else (min(slack, _WHOLE_SLACK), _WHOLE_FAR)
    off = min(abs(ratio - value) for value in wanted)
    if off <= slack:
        return HOLDS
    exact = is_exact(current.number) and is_exact(base.number) and not (multiple and multiple.number.approx)
    return FAILS if exact and off > far else UNSURE


def _claim(
    statement: Statement, base: Mention, current: Mention, end: int, verdict: Verdict, wanted: list[Decimal]
) -> Claim:
    start = min(m.number.start - len(m.label.lstrip()) for m in (base, current))
    end = max(end, base.number.end, current.number.end)
    ratio = round(current.value / base.value, 2)
    note = {HOLDS: "相符", FAILS: "不符"}.get(verdict, "请人工核对")
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="growth",
        verdict=verdict,
        why=f"{shown(current.value)}是{shown(base.value)}的{shown(ratio)}倍，{note}",
        total=base.value,
        parts=(current.value, base.value),
        computed=ratio,
        stated=wanted[0],
    )
