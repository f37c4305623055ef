"""Applications in and out: received + carried in = closed + carried out, and what became of those closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown
from gongkai.check.claims.roles import applicant, outcome, role

_REST = re.compile(r"撤|作废|其余|其他(?!处理|情形|方式|类|原因|组织)|另有|补正|转办|退回|合并|不予受理|未受理")
_NONE_IN = re.compile(r"(?:无|没有|未有)(?:上|去)一?年度?(?:结转|遗留)")
_NONE_OUT = re.compile(r"(?:无|没有|未有?)(?:结转|顺延|转下|需结转|下年)")
_PARTS_OF_RECEIVED = re.compile(r"其余\s*\d+|剩余\s*\d+|余下\s*\d+|[,，]另\s*\d+|[,，]另有\s*\d+|除.{0,8}外")
_EXHAUSTIVE = re.compile(r"除(?:了|其中)?\d+[件宗起份条][^,;。]{0,12}外[,，]?(?:其余|余下|剩余)")


@dataclass(frozen=True, slots=True)
class Flow:
    """The numbers of one run of applications, by role, and the words they stand in."""

    roles: dict[str, Mention]
    words: str
    start: int
    end: int

    def value(self, name: str) -> Decimal | None:
        """Return the number in this role."""
        mention = self.roles.get(name)
        return mention.value if mention else None


def flows(statements: Sequence[Statement]) -> Iterator[Flow]:
    """Yield the runs in consecutive statements: each begins with a number received, or closed where none is."""
    roles: dict[str, Mention] = {}
    first: Statement | None = None
    last: Statement | None = None
    for current in statements:
        for mention in current.mentions:
            name = role(mention)
            if name is None:
                continue
            if (name == "received" and name in roles) or (first and current.start - first.end > 120):
                if first and last:
                    yield _flow(roles, first, last)
                roles, first = {}, None
            if first or name in ("received", "closed"):
                first = first or current
                roles.setdefault(name, mention)
                last = current
    if first and last:
        yield _flow(roles, first, last)


def _flow(roles: dict[str, Mention], first: Statement, last: Statement) -> Flow:
    return Flow(dict(roles), first.text + (last.text if last is not first else ""), first.start, last.end)


def flow_claims(statements: Sequence[Statement], runs: Sequence[Flow]) -> Iterator[Claim]:
    """Yield a claim for every run that gives enough numbers for the balance."""
    for flow in runs:
        told = (
            {"carried_in", "carried_out"} & flow.roles.keys()
            or _NONE_IN.search(flow.words)
            or _NONE_OUT.search(flow.words)
        )
        if {"received", "closed"} <= flow.roles.keys() and told:
            yield _claim(statements, flow)


def _claim(statements: Sequence[Statement], flow: Flow) -> Claim:
    verdict, why = _balance(flow)
    mentions = sorted((m.number.start - len(m.label.lstrip()), m.number.end) for m in flow.roles.values())
    start, end = mentions[0][0], max(end for _, end in mentions)
    received, carried_in = flow.roles["received"].value, flow.value("carried_in") or Decimal(0)
    closed, carried_out = flow.roles["closed"].value, flow.value("carried_out") or Decimal(0)
    return Claim(
        quote=_quote(statements, start, end),
        start=start,
        end=end,
        kind="sum",
        verdict=verdict,
        why=why,
        total=received + carried_in,
        parts=(closed, carried_out),
        computed=closed + carried_out,
        stated=received + carried_in,
    )


def _quote(statements: Sequence[Statement], start: int, end: int) -> str:
    pieces = [
        s.text[max(start - s.start, 0) : max(end - s.start, 0)] for s in statements if s.start < end and s.end > start
    ]
    return "。".join(pieces)


def _balance(flow: Flow) -> tuple[Verdict, str]:
    received, closed = flow.roles["received"].value, flow.roles["closed"].value
    carried_in, carried_out = flow.value("carried_in"), flow.value("carried_out")
    if carried_in is None and _NONE_IN.search(flow.words):
        carried_in = Decimal(0)
    if carried_out is None and _NONE_OUT.search(flow.words):
        carried_out = Decimal(0)
    withdrawn = flow.value("withdrawn") or Decimal(0)
    before = [received] if carried_in is None else [received + carried_in]
    if "carried_in" in flow.roles and _counted_in(flow):
        before.append(received)
    gone = [closed + (carried_out or 0), closed + (carried_out or 0) + withdrawn]
    spelled = _spelled(received, carried_in, closed, carried_out)
    if any(left == right for left in before for right in gone):
        return HOLDS, f"{spelled}，两边相等"
    difference = before[0] - gone[-1]
    if carried_in is None:
        if difference < 0 and carried_out and _PARTS_OF_RECEIVED.search(flow.words):
            return FAILS, f"{spelled}，两边相差{shown(-difference)}"
        if difference < 0:
            return UNSURE, f"{spelled}：文中未写上年结转，隐含上年结转{shown(-difference)}，请与表三核对"
    elif carried_out is None and difference > 0:
        return UNSURE, f"{spelled}：文中未写结转下年，隐含结转下年{shown(difference)}，请与表三核对"
    if carried_in and received in gone and "受理" in flow.roles["received"].label:
        return UNSURE, f"{spelled}，相差{shown(abs(difference))}；受理数可能已含上年结转，请人工核对"
    if _EXHAUSTIVE.search(flow.words) and not flow.value("withdrawn") and carried_in is None:
        return FAILS, f"{spelled}，两边相差{shown(abs(difference))}"
    if difference > 0 and _REST.search(_without(flow, "carried_out")):
        return UNSURE, f"{spelled}，相差{shown(abs(difference))}；文中提到撤回或另行处理的，请人工核对"
    return FAILS, f"{spelled}，两边相差{shown(abs(difference))}"


def _without(flow: Flow, name: str) -> str:
    """Return the words of a run without those that name one of its numbers (另有2件结转下年)."""
    mention = flow.roles.get(name)
    return flow.words if mention is None else flow.words.replace(mention.label + shown(mention.value), "", 1)


def _counted_in(flow: Flow) -> bool:
    """Whether the words say that what was carried in is part of what was received (含上年结转…)."""
    mention = flow.roles["carried_in"]
    return mention.level > 0 or "含" in mention.gap or "其中" in mention.gap or "包括" in mention.gap


def _spelled(received: Decimal, carried_in: Decimal | None, closed: Decimal, carried_out: Decimal | None) -> str:
    left = f"收到{shown(received)}" + (
        f"+上年结转{shown(carried_in)}={shown(received + carried_in)}" if carried_in is not None else ""
    )
    right = f"办结{shown(closed)}" + (
        f"+结转下年{shown(carried_out)}={shown(closed + carried_out)}" if carried_out is not None else ""
    )
    return f"{left}；{right}"


def kind_claims(statements: Sequence[Statement], runs: Sequence[Flow], done: set[tuple[int, ...]]) -> Iterator[Claim]:
    """Yield claims for the kinds of answers and of applicants that nothing announces as parts.

    `done` holds the positions of parts that were judged already.
    """
    for flow in runs:
        for naming in (applicant, outcome):
            parts = _kinds(statements, flow, naming)
            if len(parts) > 1 and tuple(part.number.start for part in parts) not in done:
                claim = _kinds_claim(statements, flow, parts, every=naming is applicant)
                if claim:
                    yield claim


def _kinds(statements: Sequence[Statement], flow: Flow, naming: object) -> list[Mention]:
    found: dict[str, Mention] = {}
    assert callable(naming)
    begin = min(m.number.start for m in flow.roles.values())
    for statement in statements:
        if statement.start < flow.start or statement.start > flow.end + 60:
            continue
        for mention in statement.mentions:
            name = naming(mention) if mention.number.start > begin else None
            if name and mention.unit in ("件", "宗", "起", "例", "份", "", "条") and role(mention) is None:
                found.setdefault(name, mention)
    return sorted(found.values(), key=lambda mention: mention.number.start)


def _kinds_claim(statements: Sequence[Statement], flow: Flow, parts: list[Mention], *, every: bool) -> Claim | None:
    computed = sum((part.value for part in parts), Decimal(0))
    wholes = _wholes(flow)
    verdict = _kinds_verdict(computed, wholes, flow, parts, every=every)
    if verdict is None:
        return None
    total = next((w for w in wholes if w == computed), wholes[0])
    start = parts[0].number.start - len(parts[0].label.lstrip())
    arithmetic = "+".join(shown(part.value) for part in parts) + f"={shown(computed)}"
    ending = (
        f"与文中总数{shown(total)}一致"
        if verdict == HOLDS
        else f"文中总数为{shown(total)}，相差{shown(abs(total - computed))}"
    )
    return Claim(
        quote=_quote(statements, start, parts[-1].number.end),
        start=start,
        end=parts[-1].number.end,
        kind="sum",
        verdict=verdict,
        why=f"{arithmetic}，{ending}",
        total=total,
        parts=tuple(part.value for part in parts),
        computed=computed,
        stated=total,
    )


def _wholes(flow: Flow) -> list[Decimal]:
    """Return the totals that kinds of answers or applicants may add up to: closed first, then received and the rest."""
    received, closed = flow.value("received"), flow.value("closed")
    carried_in, carried_out = flow.value("carried_in") or Decimal(0), flow.value("carried_out") or Decimal(0)
    withdrawn = flow.value("withdrawn") or Decimal(0)
    wholes = [] if closed is None else [closed]
    if received is None:
        return wholes
    return [*wholes, received, received + carried_in, received + carried_in - carried_out, received - withdrawn]


def _kinds_verdict(
    computed: Decimal, wholes: list[Decimal], flow: Flow, parts: list[Mention], *, every: bool
) -> Verdict | None:
    if computed in wholes or ("closed" in flow.roles and computed + (flow.value("withdrawn") or 0) in wholes):
        return HOLDS
    if any(part.number.approx for part in parts):
        return UNSURE
    if computed > max(wholes):
        return FAILS
    if "closed" in flow.roles and computed > wholes[0]:
        return FAILS
    if every:
        return FAILS if "closed" not in flow.roles or len(wholes) == 0 else UNSURE
    whole = wholes[0]
    if len(parts) < 3 or not whole or computed / whole < Decimal("0.8"):
        return None
    return UNSURE if _REST.search(flow.words) else FAILS
