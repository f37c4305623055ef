"""Chinese numerals, as statutes print them."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def chinese_number(number: int) -> str:
    """Write a number from 0 to 9999 as a statute does: 15 → 十五, 103 → 一百零三."""
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    written = ""
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += _DIGITS[digit] + _PLACES[place]
        elif written and number % 10**place:
            written = written.rstrip(_DIGITS[0]) + _DIGITS[0]
    return written[1:] if written.startswith("一十") else written
