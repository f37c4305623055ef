"""Announced numbers of points against those that are numbered: 三个方面：一是…二是…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.model import FAILS, HOLDS, Claim, Verdict
from gongkai.check.claims.numerals import chinese_number

_ANNOUNCED: Final = re.compile(
    r"([两二三四五六七八九十]|\d)\s*(?:个|大|项|点|条|种|类)?(?:主要|突出|重点)?"
    r"(?:方面|问题|不足|短板|举措|措施|工作|任务|环节|困难|情况|差距|原因|内容)[^,;。\n:、]{0,10}[:。,;]\s*(?:主要)?(?=(?:一是|第一[,是]|其一))"
)
_ORDINALS: Final = "一二三四五六七八九十"
_UNCERTAIN: Final = ("以下几", "等")


def enumeration_claims(text: str) -> Iterator[Claim]:
    """Yield a claim for every announced number that 一是, 二是 … (or 第一, 第二 …) follow."""
    if "一" not in text:
        return
    for match in _ANNOUNCED.finditer(text):
        written = match.group(1)
        stated = int(written) if written.isdigit() else chinese_number(written)
        found, end = _numbered(text, match.end())
        if stated and found and text[match.start() - 1 : match.start()] not in "第十百0123456789.":
            yield _claim(text, (match.start(), end), stated, found)


def _numbered(text: str, at: int) -> tuple[int, int]:
    """Return how many points follow one another from `at`, and where the last begins."""
    before, after = ("第", "") if text.startswith("第", at) else ("其", "") if text.startswith("其", at) else ("", "是")
    count, end = 0, at
    while count < len(_ORDINALS):
        place = text.find(f"{before}{_ORDINALS[count]}{after}", end)
        again = text.find(f"{before}一{after}", end + 1) if count else -1
        if place < 0 or (0 <= again < place):
            break
        count, end = count + 1, place + 2
    return count, end


def _claim(text: str, span: tuple[int, int], stated: int, found: int) -> Claim:
    verdict: Verdict = HOLDS if stated == found else FAILS
    note = "相符" if verdict == HOLDS else "不符"
    return Claim(
        quote=text[span[0] : span[1]],
        start=span[0],
        end=span[1],
        kind="count",
        verdict=verdict,
        why=f"文中逐项写了{found}点，写作{stated}项，{note}",
        total=Decimal(stated),
        computed=Decimal(found),
        stated=Decimal(stated),
    )
