"""Shares and rates: 占33.9%, 网办率98.26%, 占比超八成, （17.46%）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from gongkai.check.claims.approximate import is_exact
from gongkai.check.claims.consistency import consistency_claims
from gongkai.check.claims.growth import GROWTH
from gongkai.check.claims.lists import readings
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown
from gongkai.check.claims.shares import SHARE, Share, agrees, cut_off, percent_of
from gongkai.check.claims.units import addable
from gongkai.check.claims.words import trailing_cue

_RATE = re.compile(
    r"(办结|办理|答复|回复|网办|公开|受理|采纳|上线|入驻|完成|整改|维持|纠错|覆盖|录用|通过|解读|可办|办成|更新|办复|公示|公布|原创|"
    r"转载|落实)率"
)
_STEM = re.compile(r"([^、,;。\d%()]{1,6})率")
_QUALIFIED = re.compile(r"按期|按时|及时|准时|限时|提前|满意|好评|知晓")
_INVERTED = re.compile(r"(?:约?为|达到?|共计?|有|计|即)")
_OVER = ("超", "超过", "逾", "近", "过")
_SELF = re.compile(r"(?:约|共|均|分别|其)?(?:占|比重|比例)|(?:[^占]{0,8})率")
_OTHER_RATE = re.compile(r"率")


def ratio_claims(statement: Statement, earlier: Sequence[Statement]) -> Iterator[Claim]:
    """Yield a claim for every percentage that is a share of numbers given in this statement or just before it."""
    percents = [m for m in statement.mentions if m.unit == "%"]
    numerators = {n.index for m in percents if m.value != 100 and (n := _numerator(statement, m))}
    shares = [share for m in percents if (share := _share(statement, m, earlier, numerators))]
    for share in _with_common_whole(shares):
        claim = _judge(statement, share)
        if claim:
            yield claim
    yield from consistency_claims(statement, shares)


def _with_common_whole(shares: list[Share]) -> list[Share]:
    """Where several shares agree on one whole, take it for the whole of the others too."""
    wholes = {whole.number.start: whole for share in shares for whole in share.wholes}
    common = [
        w for w in wholes.values() if sum(agrees(percent_of(share.numerator, w), share.percent) for share in shares) > 1
    ]
    if not common:
        return shares
    whole = common[0]
    return [
        share
        if share.numerator.value > whole.value or share.numerator.number is whole.number
        else replace(share, wholes=(whole, *share.wholes), named=True)
        for share in shares
    ]


def _share(statement: Statement, percent: Mention, earlier: Sequence[Statement], numerators: set[int]) -> Share | None:
    before = [m for m in statement.mentions[: percent.index] if m.unit not in ("%", "倍") and not m.number.weak]
    if GROWTH.search(percent.label):
        return None
    explicit = _of_named_whole(percent, before)
    if explicit:
        return explicit
    numerator = _numerator(statement, percent)
    if numerator is None:
        return None
    parent = _parent(statement, numerator)
    wholes = [m for m in reversed(before) if _may_contain(m, numerator) and m.index not in numerators]
    closing = [m for m in statement.mentions[percent.index + 1 :] if trailing_cue(m.gap) and _may_contain(m, numerator)]
    wholes += closing if not wholes else []
    if not wholes and numerators and numerator.index > min(numerators):
        wholes = [m for m in reversed(before) if _may_contain(m, numerator) and m.index == min(numerators)][:1]
        wholes = wholes if wholes and agrees(percent_of(numerator, wholes[0]), percent) else []
    if not wholes:
        wholes = [
            m for s in reversed(earlier) for m in reversed(s.mentions) if _may_contain(m, numerator) and m.unit != "%"
        ]
        return (
            Share(percent, numerator, tuple(wholes), named=False)
            if wholes
            else Share(percent, numerator, (), named=False)
        )
    if parent:
        wholes = [parent, *(m for m in wholes if m.index != parent.index)]
    return Share(percent, numerator, tuple(wholes), named=parent is not None or _only_one(wholes, numerator))


def _only_one(wholes: list[Mention], numerator: Mention) -> bool:
    """Whether only one number can be the whole: the only one, or the only one in the unit of the numerator."""
    alike = [m for m in wholes if m.unit == numerator.unit]
    return len(wholes) == 1 or (len(alike) == 1 and bool(numerator.unit) and wholes[0] is alike[0])


def _of_named_whole(percent: Mention, before: list[Mention]) -> Share | None:
    """Read 甲32件，占总数80件的40%: the whole stands between the number and its share."""
    if len(before) < 2 or percent.sep or percent.gap.replace(" ", "") not in ("的", "的比例为", "的比重为", ""):
        return None
    part, whole = before[-2], before[-1]
    joined = re.search(r"(?:^|[^抢侵])占[^,;]*$", whole.label) and whole.level == part.level == percent.level
    return Share(percent, part, (whole,), named=True) if joined and whole.value > 0 < part.value else None


def _numerator(statement: Statement, percent: Mention) -> Mention | None:
    """Return the number that the percentage is about: the one just before it, or the one its parenthesis explains."""
    named = SHARE.search(percent.label) or _OTHER_RATE.search(percent.label) or percent.number.approx in _OVER
    inside = [m for m in statement.mentions if m.owner == percent.index and m.unit != "%"]
    if named and len(inside) == 1:
        return inside[0]
    if percent.owner is not None and percent.sep == 0:
        return statement.mentions[percent.owner]
    if percent.level and percent.owner is None and not named:
        return None
    following = statement.mentions[percent.index + 1] if percent.index + 1 < len(statement.mentions) else None
    if named and following and following.sep <= 2 and _INVERTED.fullmatch(following.label.replace(" ", "")):
        return following
    previous = [m for m in statement.mentions[: percent.index] if m.level == percent.level]
    if (
        not previous
        or not named
        or percent.sep > 2
        or previous[-1].unit == "%"
        or not _SELF.match(percent.label.replace(" ", ""))
    ):
        return None
    return previous[-1]


def _may_contain(whole: Mention, part: Mention) -> bool:
    return (
        whole.number is not part.number
        and whole.value >= part.value
        and whole.value > 0
        and whole.unit not in ("%", "倍", "元")
        and (addable(whole.unit, part.unit) or whole.unit == part.unit)
    )


def _parent(statement: Statement, numerator: Mention) -> Mention | None:
    """Return the total of the list in which the numerator stands."""
    for reading in readings(statement):
        if (
            any(numerator.index == part.index for part in reading.parts[0])
            and reading.totals[0].value >= numerator.value
        ):
            return reading.totals[0]
    return None


def _judge(statement: Statement, share: Share) -> Claim | None:
    stated = share.percent
    for whole in share.wholes:
        if agrees(percent_of(share.numerator, whole), stated):
            return _claim(statement, share, whole, HOLDS)
    if not share.wholes:
        return _bare(statement, share)
    if _together(statement, share):
        return None
    if stated.value > 100 and share.named:
        return _claim(statement, share, share.wholes[0], FAILS)
    whole = share.wholes[0]
    computed = percent_of(share.numerator, whole)
    if _unsure_rate(share):
        return None
    if stated.value == 100 or not share.named or not is_exact(share.numerator.number) or not is_exact(whole.number):
        return _claim(statement, share, whole, UNSURE)
    if stated.number.approx:
        return _claim(statement, share, whole, FAILS if _contradicts(computed, stated) else UNSURE)
    return _claim(statement, share, whole, UNSURE if cut_off(computed, stated) else FAILS)


def _together(statement: Statement, share: Share) -> bool:
    """Whether the percentage is that of the number and those before it (省级52条、市级188条，采用率16.4%)."""
    value = share.numerator.value
    for mention in reversed(statement.mentions[: share.numerator.index]):
        if mention.level != share.numerator.level or mention.unit != share.numerator.unit:
            break
        value += mention.value
        if any(value <= w.value and agrees(value * 100 / w.value, share.percent) for w in share.wholes):
            return True
    return False


def _unsure_rate(share: Share) -> bool:
    """Whether a percentage is a rate whose name does not tell that the number before it is its numerator."""
    label = share.percent.label.replace(" ", "")
    match = None if SHARE.search(label) else _STEM.search(label)
    if match is None:
        return bool(_OTHER_RATE.search(label)) and not SHARE.search(label)
    words = share.numerator.label + share.numerator.after
    qualified = _QUALIFIED.search(match.group(1))
    if qualified and qualified.group() not in words:
        return True
    return match.group(1)[-2:] not in words and not _RATE.search(label)


def _bare(statement: Statement, share: Share) -> Claim | None:
    """A share of a whole that is not given: nothing to compute with."""
    if share.percent.value == 100 or not SHARE.search(share.percent.label):
        return None
    return _claim(statement, share, None, UNSURE)


def _contradicts(computed: Decimal, stated: Mention) -> bool:
    if stated.number.approx in ("超", "超过", "逾", "突破", "以上", "不低于", "不少于", "至少"):
        return computed < stated.value - 1
    return abs(computed - stated.value) > 15


def _claim(statement: Statement, share: Share, whole: Mention | None, verdict: Verdict) -> Claim:
    computed = percent_of(share.numerator, whole) if whole else None
    rounded = None if computed is None else round(computed, max(share.percent.number.places, 2))
    starts = [m.number.start - len(m.label.lstrip()) for m in (share.numerator, share.percent)]
    inside = whole is not None and statement.start <= whole.number.start < statement.end
    if whole is not None and inside:
        starts.append(whole.number.start - len(whole.label.lstrip()))
    start, end = max(min(starts), statement.start), share.percent.number.end
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="ratio",
        verdict=verdict,
        why=_why(share, whole, rounded, verdict),
        total=whole.value if whole else None,
        parts=(share.numerator.value,),
        computed=rounded,
        stated=share.percent.value,
    )


def _why(share: Share, whole: Mention | None, computed: Decimal | None, verdict: Verdict) -> str:
    stated = f"{share.percent.number.approx.removesuffix('成')}{shown(share.percent.value)}%"
    if whole is None or computed is None:
        return f"文中写占{stated}，但没有给出所占的总数，无法核算"
    arithmetic = f"{shown(share.numerator.value)}÷{shown(whole.value)}={shown(computed)}%，文中写{stated}"
    if verdict == HOLDS:
        return f"{arithmetic}，相符"
    if verdict == FAILS:
        return f"{arithmetic}，不符"
    return f"{arithmetic}；比例的口径或取舍方式不明，请人工核对"
