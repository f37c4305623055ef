"""Find which numbers of a sentence form a total with its parts, in every reading that the words allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from gongkai.check.claims.model import Mention, Statement
from gongkai.check.claims.roles import outcome, role
from gongkai.check.claims.units import addable, mixable
from gongkai.check.claims.words import is_metric, is_partial, leaves_rest, opener, starts_statement


@dataclass(frozen=True, slots=True)
class Reading:
    """A total and the parts it may have. The first of `parts` is the natural reading, the others are possible ones.

    `totals` likewise: the number that the list explains, then others it might explain. `strength` tells how complete
    the list says it is; `partial` that it says it is not.
    """

    totals: tuple[Mention, ...]
    parts: tuple[tuple[Mention, ...], ...]
    strength: str
    partial: bool


def readings(statement: Statement) -> Iterator[Reading]:
    """Yield the lists of a statement: those in parentheses, and those that a word or colon announces."""
    for level, group in levels(statement.mentions):
        if level and group and group[0].owner is not None:
            yield from _in_parentheses(statement, group)
        for at in range(1, len(group)):
            found = opener(group[at].gap)
            if found and not is_metric(group[at]):
                yield from _announced(statement, group, at, found[0])


def levels(mentions: tuple[Mention, ...]) -> list[tuple[int, list[Mention]]]:
    """Return the mentions by the parenthesis they stand in, the outermost first.

    A weak number (三类合计97条) or one that says who is counted is left out; what stood before it is counted to the
    gap of the next.
    """
    ordered = sorted(mentions, key=lambda mention: mention.level)
    return [(level, _without_weak(group)) for level, group in groupby(ordered, key=lambda mention: mention.level)]


def _without_weak(group: Iterable[Mention]) -> list[Mention]:
    mentions = list(group)
    kept: list[Mention] = []
    gap, sep = "", 0
    for mention, following in zip_longest(mentions, mentions[1:]):
        if mention.number.weak or _qualifies(mention, following):
            gap, sep = gap + mention.gap + "几" + mention.unit, max(sep, mention.sep)
            continue
        kept.append(replace(mention, gap=gap + mention.gap, sep=max(sep, mention.sep)) if gap else mention)
        gap, sep = "", 0
    return kept


def _qualifies(mention: Mention, following: Mention | None) -> bool:
    """Whether a number only tells who is counted (12个乡镇公开信息4880条)."""
    return (
        following is not None
        and following.sep == 0
        and following.unit not in ("%", "倍", mention.unit)
        and mention.unit in ("个", "家", "名", "位", "所", "类", "项")
        and bool(mention.after)
    )


def _in_parentheses(statement: Statement, group: list[Mention]) -> Iterator[Reading]:
    owner = statement.mentions[group[0].owner or 0]
    first = group[0]
    if not addable(owner.unit, first.unit) or _compares(first):
        return
    found = opener(first.gap)
    parts = _parts(statement, owner, group)
    if parts:
        rest = statement.text[group[-1].number.end - statement.start :][:6]
        partial = is_partial(first.gap) or rest.lstrip().startswith("等") or any(leaves_rest(m.gap) for m in group[1:])
        yield Reading((owner,), tuple(parts), found[0] if found else "bracket", partial)


def _compares(mention: Mention) -> bool:
    words = mention.label + mention.after
    return any(word in words for word in ("去年", "上年", "同期", "同比", "结转", "顺延", "比"))


def _announced(statement: Statement, group: list[Mention], at: int, strength: str) -> Iterator[Reading]:
    first = group[at]
    before = [m for m in group[:at] if addable(m.unit, first.unit) and not m.number.weak]
    if not before:
        return
    totals = _answered(before, first) or _totals(before)
    parts = _parts(statement, totals[0], group[at:])
    if not parts:
        return
    last = parts[0][-1]
    rest = statement.text[last.number.end - statement.start :][:40]
    partial = is_partial(first.gap) or rest.lstrip().startswith("等") or leaves_rest(rest.partition("。")[0])
    yield Reading(totals, tuple(parts), strength, partial)


def _answered(before: list[Mention], first: Mention) -> tuple[Mention, ...]:
    """Return the number of applications closed, where the list tells how they were answered."""
    closed = [m for m in before if role(m) == "closed"]
    return (closed[-1],) if closed and outcome(first) else ()


def _totals(before: list[Mention]) -> tuple[Mention, ...]:
    """Order the numbers that a list may explain: the nearest first."""
    nearest = before[-1]
    return (nearest, *(m for m in reversed(before[:-1]) if m.value != nearest.value))


def _parts(statement: Statement, total: Mention, group: list[Mention]) -> list[tuple[Mention, ...]]:
    """Return the possible lists of parts in `group`: the natural one first."""
    natural: list[Mention] = []
    others: list[tuple[Mention, ...]] = []
    rank, at = 0, 0
    while at < len(group):
        mention = group[at]
        if _skipped(total, mention):
            at += 1
            continue
        if natural and (
            mention.sep == 4 or starts_statement(mention, natural[0]) or _next_group(mention, rank, natural)
        ):
            others += _continued(total, natural, group[at:])
            break
        if not addable(total.unit, mention.unit):
            others += _mixed(total, natural, group[at:])
            break
        if natural and opener(mention.gap):
            past = _nested(group, at)
            others.extend(
                (*natural, *_plain(total, group[stop:])) for stop in range(at + 1, len(group) + 1) if stop != past
            )
            at = past
            continue
        if natural and mention.sep > max(rank, 1) and len(natural) > 1:
            others.append(tuple(natural))
        rank = max(rank, mention.sep) if natural else 0
        natural.append(mention)
        at += 1
    return [tuple(natural), *others] if natural else []


def _next_group(mention: Mention, rank: int, natural: list[Mention]) -> bool:
    """Whether a semicolon closes a list whose items were separated by weaker signs."""
    return mention.sep >= 3 and rank in (1, 2) and len(natural) > 1


def _skipped(total: Mention, mention: Mention) -> bool:
    return mention.unit in ("%", "倍") or (is_metric(mention) and mention.unit != total.unit)


def _continued(total: Mention, natural: list[Mention], rest: list[Mention]) -> list[tuple[Mention, ...]]:
    """Readings in which the list goes on after a place where it seemed to end."""
    found, parts = [], list(natural)
    for mention in rest:
        if mention.sep == 4 or not addable(total.unit, mention.unit):
            break
        parts.append(mention)
        found.append(tuple(parts))
    return found


def _mixed(total: Mention, natural: list[Mention], rest: list[Mention]) -> list[tuple[Mention, ...]]:
    """Readings in which the list goes on with parts in other measure words (动态66条、公告28篇、视频4个)."""
    found, parts = [], list(natural)
    for mention in rest:
        if mention.sep > 2 or not (addable(total.unit, mention.unit) or mixable(total.unit, mention.unit)):
            break
        parts.append(mention)
        found.append(tuple(parts))
    return found


def _plain(total: Mention, rest: list[Mention]) -> list[Mention]:
    parts: list[Mention] = []
    for mention in rest:
        if mention.sep == 4 or (parts and starts_statement(mention, parts[0])):
            break
        if addable(total.unit, mention.unit) and not _skipped(total, mention):
            parts.append(mention)
    return parts


def _nested(group: list[Mention], at: int) -> int:
    """Return where the list that begins at `at` inside another list ends: after its items joined by 、."""
    stop = at + 1
    while stop < len(group) and group[stop].sep == 1:
        stop += 1
    return stop
