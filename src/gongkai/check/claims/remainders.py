"""What is said to remain: 问题15条，已整改13条，剩余2条."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.approximate import is_exact
from gongkai.check.claims.lists import levels
from gongkai.check.claims.model import FAILS, HOLDS, Claim, Mention, Statement
from gongkai.check.claims.roles import role
from gongkai.check.claims.sums import sum_claim

_REMAINS: Final = re.compile(r"(?:其余|剩余|剩下|余下|还剩|尚余|仅剩|余)(?:的|下)?")
_NEAR: Final = Decimal("0.3")


def remainder_claims(statement: Statement) -> Iterator[Claim]:
    """Yield a claim for every remainder that stands after a total and what was taken from it."""
    if "余" not in statement.text and "剩" not in statement.text:
        return
    if any(role(m) in ("carried_in", "received", "withdrawn") for m in statement.mentions):
        return
    for _, group in levels(statement.mentions):
        for at in range(2, len(group)):
            if _REMAINS.fullmatch(group[at].label.replace(" ", "")):
                yield from _judge(statement, group[:at], group[at])


def _judge(statement: Statement, before: list[Mention], rest: Mention) -> Iterator[Claim]:
    run = [rest]
    for mention in reversed(before):
        if mention.unit not in (rest.unit, "") or not is_exact(mention.number) or not is_exact(rest.number):
            if mention.sep > 2 or mention.unit == "%":
                return
            continue
        run.insert(0, mention)
        if mention.sep > 2:
            break
    for first in range(len(run) - 2):
        if run[first].value == _sum(run[first + 1 :]):
            yield sum_claim(statement, run[first], tuple(run[first + 1 :]), HOLDS)
            return
    total = max(run, key=lambda mention: mention.value)
    parts = tuple(run[run.index(total) + 1 :])
    if len(parts) > 1 and abs(_sum(list(parts)) - total.value) <= total.value * _NEAR:
        yield sum_claim(statement, total, parts, FAILS)


def _sum(parts: list[Mention]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))
