"""Shares in words: 三分之一, 一半, 过半, 半数以上, read as approximate percentages."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from gongkai.check.claims.model import Number
from gongkai.check.claims.numerals import chinese_number

_FRACTION: Final = re.compile(r"([二三四五六七八九十两]{1,2})分之([一二三四五六七八九两])")
_HALF: Final = re.compile(r"一半|半数|半")
_AFTER: Final = re.compile(r"以上|左右|多|强|以下|不到|有余")
_MORE: Final = ("超过", "超", "过", "逾", "突破")
_LESS: Final = ("接近", "将近", "近", "不到", "不足")


def fraction(text: str, at: int, start: int, end: int) -> Number | None:
    """Return the share in words that begins at `at`, or None."""
    match = _FRACTION.match(text, at, end)
    before = text[max(start, at - 4) : at]
    if match:
        below, above = chinese_number(match.group(1)), chinese_number(match.group(2))
        if not below or not above or above >= below:
            return None
        value = round(Decimal(above * 100) / below, 1)
    else:
        match = _HALF.match(text, at, end)
        if match is None or not before.endswith(("占", "占了", "达", "比例", *_MORE, *_LESS)):
            return None
        if match.group() == "半" and (not before.endswith((*_MORE, *_LESS)) or text.startswith("年", at + 1)):
            return None
        value = Decimal(50)
    after = _AFTER.match(text, match.end(), end)
    word = _word(before, after.group() if after else "")
    return Number(at, after.end() if after else match.end(), value, "%", 0, word)


def _word(before: str, after: str) -> str:
    if before.endswith(_MORE):
        return "超"
    if before.endswith(_LESS) or after in ("以下", "不到"):
        return "近"
    return {"以上": "以上", "多": "多", "强": "以上", "有余": "以上"}.get(after, "成")
