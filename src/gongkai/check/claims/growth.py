"""Growth and decline against another year, with both figures or with the difference and the percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from gongkai.check.claims.approximate import bounds, is_exact
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown

_UP: Final = "增长|增加|上升|提高|提升|增幅|多|升|增多|上涨|翻|多出|高出"
_DOWN: Final = "少了|下降|减少|降低|降幅|少|降|回落|下滑|减"
GROWTH: Final = re.compile(
    rf"(?:{_UP}|{_DOWN})(?:了|约|幅度?为?|率为?|达|近|超)*$|(?:同比|环比)[^,;]*$|增长率|增幅|降幅"
)
_RISES: Final = re.compile(rf"({_UP})(?:了|约|幅度?为?|率为?|达|近|超|为|:)*$")
_FALLS: Final = re.compile(rf"({_DOWN})(?:了|约|幅度?为?|率为?|达|近|超|为|:)*$")
_EARLIER: Final = re.compile(r"上年|去年|上一年|同期|往年|前年|20\d\d年")
_YEAR: Final = re.compile(r"(20\d\d)\s*年")
_BETWEEN: Final = re.compile(r"[由从].*[至到].*\||(?:相比|对比)[^;。]*\||\|.*(?:比|较|同比|相比|环比|上年|去年|同期)")
_COMPARES: Final = re.compile(r"比|较|同比|相比|环比|上年|去年|同期")
_REACHES: Final = re.compile(rf"(?:{_UP}|{_DOWN})(?:到|至|为)$|^(?:到|至)|达到$")
_FROM: Final = re.compile(r"(?:由|从)[^,;]*$")


@dataclass(frozen=True, slots=True)
class _Change:
    """The figures of one comparison; any of them may be missing."""

    percent: Mention | None
    difference: Mention | None
    base: Mention | None
    currents: tuple[Mention, ...]
    rises: bool | None


def growth_claims(statement: Statement) -> Iterator[Claim]:
    """Yield a claim for every stated growth or decline."""
    taken: set[int] = set()
    for mention in statement.mentions:
        if mention.index in taken or not _is_change(mention):
            continue
        change = _change(statement, mention)
        taken |= {m.index for m in (change.percent, change.difference) if m}
        verdict, why, computed = _judge(change)
        yield _claim(statement, mention, change, (verdict, why, computed))


def _is_change(mention: Mention) -> bool:
    label = mention.label.replace(" ", "")
    if _REACHES.search(label) or mention.unit == "倍":
        return False
    if mention.unit == "%":
        return bool(
            _RISES.search(label) or _FALLS.search(label) or re.search(r"同比|环比|比上年|较上年|比去年|较去年", label)
        )
    directed = _RISES.search(label) or _FALLS.search(label)
    return bool(directed and _COMPARES.search(label)) or bool(
        directed and _BETWEEN.search(mention.lead[-40:] + "|" + mention.lead[-12:])
    )


def _change(statement: Statement, mention: Mention) -> _Change:
    index = mention.index
    following = statement.mentions[index + 1] if index + 1 < len(statement.mentions) else None
    percent = mention if mention.unit == "%" else None
    difference = None if percent else mention
    if difference and following and following.unit == "%" and _joined(following):
        percent = following
    unit = difference.unit if difference else None
    pool = [m for m in statement.mentions[:index] if m.unit not in ("%", "倍") and not m.number.weak]
    base = _base(statement, mention, pool)
    wanted = unit or (base.unit if base else None)
    found = [m for m in reversed(pool) if _is_current(m, base, wanted)]
    beside = [m for m in found if m.level == mention.level]
    if not found and base:
        found = [m for m in statement.mentions[index + 1 :] if m.sep <= 2 and _is_current(m, base, base.unit)][:1]
    currents = tuple(beside or found)
    return _Change(percent, difference, base, currents, _direction(mention, percent))


def _is_current(mention: Mention, base: Mention | None, unit: str | None) -> bool:
    """Whether a number may be this year's figure."""
    if mention is base or _is_base(mention) or _is_change(mention):
        return False
    return not unit or mention.unit in ("", unit)


def _base(statement: Statement, mention: Mention, pool: list[Mention]) -> Mention | None:
    """Return the figure of the year compared with: before the change, or else just after it."""
    unit = mention.unit if mention.unit != "%" else ""
    latest = max((int(year) for m in pool for year in _YEAR.findall(m.label)), default=0)
    after = [m for m in statement.mentions[mention.index + 1 : mention.index + 3] if m.unit not in ("%", "倍")]
    for candidate in (*reversed(pool), *after):
        if unit and candidate.unit not in ("", unit):
            continue
        years = _YEAR.findall(candidate.label)
        if _is_base(candidate) or (years and int(years[-1]) < latest):
            return candidate
    return None


def figures(statement: Statement, index: int) -> tuple[Mention | None, list[Mention]]:
    """Return the figure compared with and those that may be this year's, for a comparison after `index` numbers."""
    pool = [m for m in statement.mentions[:index] if m.unit not in ("%", "倍") and not m.number.weak]
    latest = max((int(year) for m in pool for year in _YEAR.findall(m.label)), default=0)
    after = [m for m in statement.mentions[index : index + 2] if m.unit not in ("%", "倍")]
    for base in (*reversed(pool), *after):
        years = _YEAR.findall(base.label)
        if _is_base(base) or (years and int(years[-1]) < latest):
            return base, [m for m in reversed(pool) if _is_current(m, base, base.unit)]
    return None, []


def _joined(percent: Mention) -> bool:
    label = percent.label.replace(" ", "")
    return percent.sep <= 2 and (not label or bool(GROWTH.search(label)) or label in ("幅度", "约", "即"))


def _direction(mention: Mention, percent: Mention | None) -> bool | None:
    for candidate in (mention, percent):
        if candidate:
            label = candidate.label.replace(" ", "")
            if _RISES.search(label):
                return True
            if _FALLS.search(label):
                return False
    return None


def _is_base(mention: Mention) -> bool:
    """Whether a number belongs to the year compared with."""
    label = mention.label.replace(" ", "")
    if _is_change(mention) or re.search(r"结转|顺延", label + mention.after):
        return False
    if mention.level and mention.owner is None and mention.sep == 0:
        return bool(_EARLIER.search(label + mention.lead[-12:]))
    if mention.level and mention.owner is not None:
        return bool(re.search(r"上年|去年|上一年|同期|^20\d\d年", label))
    named = re.search(r"上年|去年|上一年|同期|前年|(?:比|较|与)20\d\d年|相比20\d\d年|(?:由|从)[^,;]*$", label)
    return bool(named) or mention.after.strip().startswith(("相比", "对比"))


def _judge(change: _Change) -> tuple[Verdict, str, Decimal | None]:
    if change.base and change.currents:
        return _from_both(change, change.base)
    if change.base and change.difference and change.percent and change.base.value:
        computed = change.difference.value * 100 / change.base.value
        return _percent_verdict(
            computed, change.percent, f"{shown(change.difference.value)}÷{shown(change.base.value)}"
        )
    if change.difference and change.percent and change.currents and change.rises is not None:
        return _from_difference(change, change.difference, change.percent)
    return UNSURE, "文中没有给出对比年份的数，无法核算", None


def _from_both(change: _Change, base: Mention) -> tuple[Verdict, str, Decimal | None]:
    results = [_one(change, base, current) for current in change.currents]
    held = next((result for result in results if result[0] == HOLDS), None)
    return held or results[0]


def _one(change: _Change, base: Mention, current: Mention) -> tuple[Verdict, str, Decimal | None]:
    delta = current.value - base.value
    sign = change.rises
    if base.number.scaled and current.number.scaled and change.percent and not change.difference:
        return _from_rounded(base, current, change.percent)
    if not is_exact(base.number) or not is_exact(current.number):
        return UNSURE, "所比的数为约数，无法精确核算", None
    if sign is not None and delta != 0 and (delta > 0) is not sign:
        word = "增加" if delta > 0 else "减少"
        return FAILS, f"由{shown(base.value)}到{shown(current.value)}是{word}，与文中所说方向相反", delta
    if change.difference and abs(delta) != change.difference.value:
        gap = f"{shown(max(current.value, base.value))}-{shown(min(current.value, base.value))}={shown(abs(delta))}"
        if change.difference.number.approx:
            return UNSURE, f"{gap}，文中写{change.difference.number.approx}{shown(change.difference.value)}", abs(delta)
        return FAILS, f"{gap}，文中写{shown(change.difference.value)}", abs(delta)
    if change.percent is None or base.value == 0:
        return HOLDS, f"{shown(current.value)}与{shown(base.value)}相差{shown(abs(delta))}，与文中一致", abs(delta)
    computed = abs(delta) * 100 / base.value
    spelled = f"({shown(max(current.value, base.value))}-{shown(min(current.value, base.value))})÷{shown(base.value)}"
    return _percent_verdict(computed, change.percent, spelled)


def _from_rounded(base: Mention, current: Mention, percent: Mention) -> tuple[Verdict, str, Decimal | None]:
    """Judge a percentage between two figures in 万, each rounded to its last decimal."""
    computed = (current.value - base.value) * 100 / base.value
    spelled = (
        f"{shown(current.value)}÷{shown(base.value)}-1={shown(round(computed, 2))}%，文中写{shown(percent.value)}%"
    )
    reach = [abs(c / b - 1) * 100 for c in bounds(current.number) for b in bounds(base.number)]
    slack = Decimal(1).scaleb(-percent.number.places)
    if min(reach) - slack <= percent.value <= max(reach) + slack:
        return HOLDS, f"{spelled}，相符", round(computed, 2)
    return UNSURE if percent.number.approx else FAILS, f"{spelled}，不符", round(computed, 2)


def _from_difference(change: _Change, difference: Mention, percent: Mention) -> tuple[Verdict, str, Decimal | None]:
    results = []
    for current in change.currents:
        base = current.value - difference.value if change.rises else current.value + difference.value
        if base > 0:
            sign = "-" if change.rises else "+"
            spelled = f"{shown(difference.value)}÷({shown(current.value)}{sign}{shown(difference.value)})"
            results.append(_percent_verdict(difference.value * 100 / base, percent, spelled))
    held = next((result for result in results if result[0] == HOLDS), None)
    if held or not results:
        return held or (UNSURE, "无法核算", None)
    return results[0] if len(results) == 1 else (UNSURE, f"{results[0][1]}；所指的数不明，请人工核对", results[0][2])


def _percent_verdict(computed: Decimal, percent: Mention, spelled: str) -> tuple[Verdict, str, Decimal | None]:
    places = percent.number.places
    shown_computed = round(computed, max(places, 2))
    text = (
        f"{spelled}={shown(shown_computed)}%，文中写{percent.number.approx.removesuffix('成')}{shown(percent.value)}%"
    )
    off = abs(computed - percent.value)
    if off <= Decimal("0.5").scaleb(-places):
        return HOLDS, f"{text}，相符", shown_computed
    if percent.number.approx:
        near = off <= max(Decimal(5), percent.value / 10)
        return (HOLDS, f"{text}，相符", shown_computed) if near else (UNSURE, f"{text}，为约数", shown_computed)
    if computed.quantize(Decimal(1).scaleb(-places), ROUND_FLOOR) == percent.value:
        return UNSURE, f"{text}，相差在末位取舍之内", shown_computed
    return FAILS, f"{text}，不符", shown_computed


def _claim(
    statement: Statement, mention: Mention, change: _Change, judged: tuple[Verdict, str, Decimal | None]
) -> Claim:
    verdict, why, computed = judged
    used = [m for m in (change.base, change.difference, change.percent, *change.currents[:1], mention) if m]
    start = max(min(m.number.start - len(m.label.lstrip()) for m in used), statement.start)
    end = max(m.number.end for m in used)
    stated = change.percent or change.difference
    parts = tuple(m.value for m in (*change.currents[:1], change.base) if m)
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="growth",
        verdict=verdict,
        why=why,
        total=change.base.value if change.base else None,
        parts=parts,
        computed=computed,
        stated=stated.value if stated else None,
    )
