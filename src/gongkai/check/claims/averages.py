"""Averages and products: 月均88条, 场均3篇, 每期3000册共3.6万册."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.approximate import bounds, is_exact
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown

_EACH: Final = re.compile(
    r"(?:平均每?|每)(?:1|一)?个?(工作日|季度|[日天月周季期场次人户家件篇份册条页名位镇村部])[^、,;。]{0,8}$|"
    r"([日月周季场期次人户篇件])均[^、,;。]{0,6}$"
)
_TIMES: Final = {"月": 12, "季": 4, "季度": 4, "周": 52}
_WHOLE_YEAR: Final = re.compile(r"全年|年度|本年|年内|1(?:月)?[-—至]12月|20\d\d年(?!\d*\d?月)")
_PART: Final = re.compile(r"上半年|下半年|\d月|季度.{0,6}(?:共|发布)|以来|截至")
_TOTAL: Final = re.compile(r"(?:共|共计|合计|总计|累计|总共)(?:[^、,;。]{0,6})$")
_SLACK: Final = Decimal("0.1")


def average_claims(statement: Statement) -> Iterator[Claim]:
    """Yield a claim for every average or rate per piece whose factors stand in the statement."""
    if "均" not in statement.text and "每" not in statement.text:
        return
    for mention in statement.mentions:
        match = _EACH.search(mention.label.replace(" ", ""))
        if match and mention.unit not in ("%", "倍"):
            claim = _claim_for(statement, mention, match.group(1) or match.group(2))
            if claim:
                yield claim


def _claim_for(statement: Statement, average: Mention, each: str) -> Claim | None:
    before, after = statement.mentions[: average.index], statement.mentions[average.index + 1 :]
    totals = [m for m in reversed(before) if m.unit == average.unit]
    if each in ("日", "天", "工作日") or each in _TIMES:
        return _over_time(statement, average, each, totals)
    counts = [m for m in reversed(before) if m.unit[:1] == each and not m.number.weak]
    product = next((m for m in after[:1] if _TOTAL.search(m.label) and m.unit == average.unit), None)
    if product:
        return _judge(statement, average, [(count, product) for count in counts])
    return _judge(statement, average, [(count, total) for count in counts for total in totals])


def _over_time(statement: Statement, average: Mention, each: str, totals: list[Mention]) -> Claim | None:
    if not totals or not _WHOLE_YEAR.search(statement.text) or _PART.search(statement.text):
        return None
    total = totals[0]
    shortest, longest = (Decimal(240), Decimal(366)) if each not in _TIMES else (Decimal(_TIMES[each]),) * 2
    low, high = total.value / longest, total.value / shortest
    slack = max(Decimal(1).scaleb(-average.number.places), high * _SLACK)
    fits = low - slack <= average.value <= high + slack
    spelled = f"{shown(total.value)}÷{shown(longest)}={shown(round(low, 2))}，文中写{shown(average.value)}"
    certain = is_exact(total.number) and len({m.value for m in totals}) == 1
    return _claim(statement, (total, average), low, HOLDS if fits else FAILS if certain else UNSURE, spelled)


def _judge(statement: Statement, average: Mention, pairs: list[tuple[Mention, Mention]]) -> Claim | None:
    """Hold count times average against a total, in every pair of count and total."""
    if not pairs or not is_exact(average.number):
        return None
    for count, total in pairs:
        if _fits(count, average, total):
            return _claim(statement, (count, total, average), *_product(count, average, total, HOLDS))
    count, total = pairs[0]
    certain = len(pairs) == 1 and is_exact(count.number) and not total.number.approx
    return _claim(statement, (count, total, average), *_product(count, average, total, FAILS if certain else UNSURE))


def _fits(count: Mention, average: Mention, total: Mention) -> bool:
    step = Decimal(1).scaleb(-average.number.places)
    low, high = bounds(total.number)
    if total.index > average.index:
        return low <= count.value * average.value <= high
    return count.value * (average.value - step) < high and count.value * (average.value + step) > low


def _product(count: Mention, average: Mention, total: Mention, verdict: Verdict) -> tuple[Decimal, Verdict, str]:
    if total.index > average.index:
        computed = count.value * average.value
        return (
            computed,
            verdict,
            f"{shown(count.value)}×{shown(average.value)}={shown(computed)}，文中写{shown(total.value)}",
        )
    computed = total.value / count.value if count.value else Decimal(0)
    spelled = f"{shown(total.value)}÷{shown(count.value)}={shown(round(computed, 2))}"
    return computed, verdict, f"{spelled}，文中写{shown(average.value)}"


def _claim(statement: Statement, used: tuple[Mention, ...], computed: Decimal, verdict: Verdict, spelled: str) -> Claim:
    start = min(m.number.start - len(m.label.lstrip()) for m in used)
    end = max(m.number.end for m in used)
    note = {HOLDS: "相符", FAILS: "不符"}.get(verdict, "请人工核对")
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="ratio",
        verdict=verdict,
        why=f"{spelled}，{note}",
        total=used[0].value,
        parts=tuple(m.value for m in used[1:]),
        computed=round(computed, 2),
        stated=used[-1].value,
    )
