"""Chinese numerals as numbers: 一百二十三, 四十, 两, 二〇二三, 三千二, 百分之九十."""

from __future__ import annotations

from typing import Final

DIGITS: Final = {
    c: n
    for n, cs in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in cs
}
SCALES: Final = {"十": 10, "拾": 10, "廿": 20, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG: Final = {"万": 10_000, "亿": 100_000_000}
CHARACTERS: Final = frozenset(DIGITS) | frozenset(SCALES) | frozenset(BIG)


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral, or None where the characters do not form one."""
    if not text or any(c not in CHARACTERS for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    for name in ("亿", "万"):
        if name in text:
            head, _, tail = text.partition(name)
            return _with_big(head, tail, BIG[name])
    return _below_ten_thousand(text)


def _with_big(head: str, tail: str, scale: int) -> int | None:
    high = chinese_number(head)
    low = _remainder(tail, scale)
    return None if high is None or low is None else high * scale + low


def _remainder(tail: str, scale: int) -> int | None:
    """Read what follows a scale: 三万二 is 32000, 三万零二 is 30002."""
    if not tail:
        return 0
    if len(tail) == 1 and tail in DIGITS:
        return DIGITS[tail] * scale // 10
    return chinese_number(tail.lstrip("零〇") or "零")


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last, zero = 0, None, 10_000, False
    for c in text:
        if c in DIGITS:
            if digit is not None and not zero:
                return None
            digit, zero = DIGITS[c], DIGITS[c] == 0
            continue
        scale = SCALES[c]
        if scale >= last:
            return None
        total += 20 if c == "廿" else scale * (1 if digit is None else digit)
        digit, last, zero = None, 10 if c == "廿" else scale, False
    if digit is None:
        return total
    shorthand = last > 10 and not _zero_before_last(text)
    return total + digit * (last // 10 if shorthand else 1)


def _zero_before_last(text: str) -> bool:
    return len(text) > 1 and text[-2] in "零〇"
