"""Totals that stand after their parts (A、B、C，合计D) and lists that nothing announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from gongkai.check.claims.approximate import is_exact
from gongkai.check.claims.lists import levels
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict
from gongkai.check.claims.sums import sum_claim
from gongkai.check.claims.units import addable, same
from gongkai.check.claims.words import (
    by_channel,
    closed,
    is_metric,
    is_month,
    opener,
    starts_statement,
    sums_all,
    trailing_cue,
)

_NEAR = Decimal("0.03")
_DIRECT = frozenset(
    ("", "为", "是", "有", "共", "信息", "各类信息", "达", "总数", "数", "数为", "总数为", "政府信息", "各类政府信息")
)
_OPEN_VERBS = frozenset(("公开", "发布", "推送", "办理", "受理", "收到", "发放", "公开信息", "发布信息", "更新"))
_CLOSING_VERBS = frozenset(("办结", "答复", "回复", "办复"))
_IN_BRACKETS = re.compile(r"(?:合计|共计|总计|一共|共|计)(?:有|为)?")


def total_claims(statement: Statement) -> Iterator[Claim]:
    """Yield the claims whose total follows its parts, or whose parts follow without an announcing word."""
    yield from _bracketed(statement)
    for _, group in levels(statement.mentions):
        for at in range(2, len(group)):
            claim = _trailing(statement, group, at)
            if claim:
                yield claim
        for at in range(len(group) - 2):
            claim = _unannounced(statement, group, at)
            if claim:
                yield claim


def _trailing(statement: Statement, group: list[Mention], at: int) -> Claim | None:
    total = group[at]
    cue = trailing_cue(total.gap)
    if cue is None or total.sep in (0, 4) or not is_exact(total.number) or opener(total.gap):
        return None
    parts = _before(group, at)
    if len(parts) < 2:
        return None
    for first in range(len(parts) - 1):
        if _sum(parts[first:]) == total.value:
            return sum_claim(statement, total, tuple(parts[first:]), HOLDS)
    word, rest = cue
    parts = _since_opener(parts)
    plain = _direct(cue, total.gap, parts) or _repeated(rest, parts, total)
    alike = all(same(total.unit, part.unit) and is_exact(part.number) for part in parts)
    listed = all(opener(part.gap) is None for part in parts[1:])
    near = total.value and (
        Decimal("0.5") <= _sum(parts) / total.value <= 2 or (not rest and _sum(parts) > total.value)
    )
    direct = word in ("合计", "共计", "总计", "总数", "总量") and rest in ("", "为", "是", "共")
    close = abs(_sum(parts) - total.value) <= total.value * _NEAR
    if sums_all(total.gap) and not close and not closed(parts) and not all(is_month(part) for part in parts):
        return None
    verdict: Verdict = FAILS if plain and alike and listed and (near or direct) else UNSURE
    return sum_claim(statement, total, tuple(parts), verdict) if plain else None


def _since_opener(parts: list[Mention]) -> list[Mention]:
    """Drop the number that the items explain, where a word announces them (超过500条，其中…，共计386条)."""
    at = max((i for i, part in enumerate(parts) if i and opener(part.gap)), default=0)
    return parts[at:] if len(parts) - at > 1 else parts


def _direct(cue: tuple[str, str], gap: str, parts: list[Mention]) -> bool:
    """Whether nothing between the totalling word and the number narrows the total down."""
    word, rest = cue
    if rest in _OPEN_VERBS and len(parts) > 1 and all(is_month(part) for part in parts):
        return True
    if rest in _DIRECT and (word != "累计" or not rest):
        return True
    if word not in ("合计", "共计", "总计"):
        return False
    return rest in _OPEN_VERBS or (rest in _CLOSING_VERBS and ("全部" in gap or "均" in gap))


def _repeated(rest: str, parts: list[Mention], total: Mention) -> bool:
    """Whether the words before a total that is nearly right are those of the first part (制定文件…，共涉及文件7件)."""
    off = abs(_sum(parts) - total.value)
    if not rest or off > max(Decimal(1), total.value * _NEAR):
        return False
    first = parts[0].label.replace(" ", "")
    return rest in first or (len(rest) > 3 and rest[:2] in first) or (len(rest) > 4 and rest[2:] in first)


def _bracketed(statement: Statement) -> Iterator[Claim]:
    """Judge 12个行政村、3个社区（共15个）: a total in parentheses after the items it closes."""
    for total in statement.mentions:
        if not total.level or not _IN_BRACKETS.fullmatch(total.label.replace(" ", "")) or not is_exact(total.number):
            continue
        if sum(m.level == total.level for m in statement.mentions) > 1 or total.owner is not None:
            continue
        parts: list[Mention] = []
        for mention in reversed([m for m in statement.mentions[: total.index] if m.level < total.level]):
            if mention.unit != total.unit or not is_exact(mention.number):
                break
            parts.insert(0, mention)
            if mention.sep > 1 or (mention.sep == 0 and not mention.label.strip().startswith(("和", "及", "与"))):
                break
        if len(parts) > 1:
            fits = _sum(parts) == total.value
            yield sum_claim(statement, total, tuple(parts), HOLDS if fits else FAILS)


def _before(group: list[Mention], at: int) -> list[Mention]:
    """Return the items that stand before a closing total, without numbers that measure them."""
    total, parts = group[at], []
    for mention, following in zip(reversed(group[:at]), reversed(group[1 : at + 1]), strict=True):
        if following.sep == 4 or (following.sep == 3 and following is not total and total.sep < 3):
            break
        if mention.unit in ("%", "倍") or is_metric(mention):
            continue
        if not addable(total.unit, mention.unit):
            break
        parts.append(mention)
    return parts[::-1]


def _unannounced(statement: Statement, group: list[Mention], at: int) -> Claim | None:
    total, parts = group[at], _following(group, at)
    if len(parts) < 2 or not is_exact(total.number) or not all(is_exact(part.number) for part in parts):
        return None
    if any(part.number.weak for part in parts) or total.number.weak:
        return None
    runs = [parts[: stop + 1] for stop in range(1, len(parts))]
    fitting = next((run for run in runs if _sum(run) == total.value and _sum(run) > 2), None)
    if fitting:
        return sum_claim(statement, total, tuple(fitting), HOLDS)
    alike = all(same(total.unit, part.unit) for part in parts)
    if closed(parts) and alike and parts[0].sep <= 2 and not closed([total, *parts]):
        return sum_claim(statement, total, tuple(parts), FAILS if _sum(parts) > total.value else UNSURE)
    says_total = any(word in total.label for word in ("共", "累计", "合计", "总"))
    joined = all(second.sep == 1 for _, second in pairwise(parts))
    near = abs(_sum(parts) - total.value) <= max(Decimal(1), total.value * _NEAR)
    channels = alike and by_channel(parts) and abs(_sum(parts) - total.value) <= total.value * _NEAR
    if channels or (len(parts) > 2 and says_total and joined and alike and near):
        return sum_claim(statement, total, tuple(parts), FAILS)
    return None


def _following(group: list[Mention], at: int) -> list[Mention]:
    """Return the items after a number, where neither a word announces them nor a statement of its own begins."""
    total = group[at]
    parts: list[Mention] = []
    for mention in group[at + 1 :]:
        if mention.sep in (0, 4) or opener(mention.gap) or not addable(total.unit, mention.unit):
            break
        if (
            is_metric(mention)
            or trailing_cue(mention.gap)
            or (parts and mention.sep > 2)
            or (not parts and mention.sep == 1)
        ):
            break
        if parts and mention.sep == 2 and starts_statement(mention, parts[0]):
            break
        parts.append(mention)
    return parts


def _sum(parts: list[Mention]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))
