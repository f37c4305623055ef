"""What a number that is not exact allows: 约100, 140余条, 近2000篇, 超八成."""

from __future__ import annotations

from decimal import Decimal

from gongkai.check.claims.model import Number

_BELOW = ("近", "将近", "接近", "以下", "以内")
_ABOVE = ("余", "多", "超", "超过", "逾", "突破", "以上", "有余", "几", "来", "+", "不少于", "不低于", "至少", "成以上")


def is_exact(number: Number) -> bool:
    """Whether the number claims to be exact. A figure in 万 with decimals is rounded to its last decimal."""
    return not number.approx and not rounded(number)


def rounded(number: Number) -> bool:
    """Whether the number was written in 万 or 亿 and so is rounded to its last place."""
    return number.scaled


def bounds(number: Number) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value that the number allows."""
    value = number.value
    step = _step(value)
    if number.approx in _ABOVE:
        return value, max(value + step, value * Decimal("1.1"))
    if number.approx in _BELOW:
        return min(value - step, value * Decimal("0.9")), value
    if number.approx:
        return value * Decimal("0.9"), value * Decimal("1.1")
    if rounded(number):
        return value - step / 2, value + step / 2
    return value, value


def _step(value: Decimal) -> Decimal:
    """Return the worth of the last digit that is not zero: 10 for 140, 100 for 2300, 1 for 1867."""
    if value == 0 or value != value.to_integral_value():
        return Decimal(1)
    whole, step = int(value), 1
    while whole % 10 == 0:
        whole //= 10
        step *= 10
    return Decimal(step)
