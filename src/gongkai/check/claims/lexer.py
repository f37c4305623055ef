"""Cut a sentence into numbers, separators, parentheses and words.

A number that counts nothing (a date, an ordinal, a telephone number, a document number, 三审三校, 1+3+N, anything
inside 《》 or a short quotation) stays part of the words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from gongkai.check.claims.fractions import fraction
from gongkai.check.claims.model import Number
from gongkai.check.claims.numerals import CHARACTERS, chinese_number
from gongkai.check.claims.units import CASES, MONEY, SPANS, UNITS, WEAK

_ARABIC: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE: Final = {
    "万": 10_000,
    "亿": 100_000_000,
    "千": 1_000,
    "百": 100,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "万亿": 10**12,
}
_BEFORE: Final = (
    "不少于",
    "不低于",
    "大约",
    "大概",
    "将近",
    "接近",
    "超过",
    "突破",
    "高达",
    "至少",
    "逾",
    "约",
    "近",
    "超",
    "达到了",
    "多达",
)
_NOT_APPROXIMATE: Final = frozenset(("高达", "多达", "达到了"))
_AFTER: Final = ("左右", "上下", "以上", "以下", "以内", "有余", "多", "余")
_HOTLINES: Final = frozenset(
    ("12345", "12315", "12348", "12333", "12329", "12320", "12328", "12369", "12388", "96345", "110", "119", "120")
)
_FULL_WIDTH: Final = tuple(zip("０１２３４５６７８９．％（）：；，\u3000\xa0", "0123456789.%():;,  ", strict=True))
_SEPARATORS: Final = {"、": 1, ",": 2, "，": 2, "；": 3, ";": 3, "。": 4, "！": 4, "？": 4, "\n": 4}
_DATE_SIGNS: Final = frozenset("年月日")
_OPEN: Final = frozenset("(（﹙")
_CLOSE: Final = frozenset(")）﹚")
_QUOTES: Final = {"《": "》", "〈": "〉", "〔": "〕", "﹝": "﹞", "【": "】", "“": "”", "「": "」", "[": "]"}
_UNIT: Final = re.compile("|".join(re.escape(unit) for unit in UNITS))
_SCALES: Final = tuple(sorted(_SCALE, key=len, reverse=True))
_COUNTABLE: Final = re.compile(
    f"(?<![0-9])[0-9]+(?![0-9年月日号〕])|半|分之|[{''.join(sorted(CHARACTERS))}] *[余多几]? *[成{''.join(sorted({unit[0] for unit in UNITS}))}]"
)
# The characters at which something may begin that is more than words.
_NOTABLE: Final = re.compile(
    "[" + re.escape("".join((*_SEPARATORS, *_OPEN, *_CLOSE, *_QUOTES, *CHARACTERS))) + r"百半…0-9A-Za-z]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence. `rank` is the strength of a separator; `number` is set for numbers."""

    kind: Literal["text", "number", "sep", "open", "close"]
    start: int
    end: int
    text: str
    rank: int = 0
    number: Number | None = None


def plain(text: str) -> str:
    """Fold full-width digits and brackets to ASCII, one code point for one, so that offsets stay true."""
    for wide, narrow in _FULL_WIDTH:
        text = text.replace(wide, narrow)
    return text


def may_count(text: str, start: int, end: int) -> bool:
    """Whether a number that counts something can stand in `text[start:end]`: a cheap look before it is cut up."""
    return _COUNTABLE.search(text, start, end) is not None


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]`; `text` must be `plain`."""
    at = begin = start
    while found := _NOTABLE.search(text, at, end):
        at = found.start()
        token = _token(text, at, start, end)
        if token is None:
            at = _past(text, at, end)
            continue
        if begin < token.start:
            yield Token("text", begin, token.start, text[begin : token.start])
        yield token
        at = begin = token.end
    if begin < end:
        yield Token("text", begin, end, text[begin:end])


def _token(text: str, at: int, start: int, end: int) -> Token | None:
    c = text[at]
    if c in _SEPARATORS:
        return Token("sep", at, at + 1, c, rank=_SEPARATORS[c])
    if text.startswith("……", at):
        return Token("sep", at, at + 2, "……", rank=2)
    if c in _OPEN:
        return Token("open", at, at + 1, c)
    if c in _CLOSE:
        return Token("close", at, at + 1, c)
    number = _number(text, at, start, end)
    return Token("number", number.start, number.end, text[number.start : number.end], number=number) if number else None


def _past(text: str, at: int, end: int) -> int:
    """Step over one character, a whole quotation or title, or a run of digits that counts nothing."""
    closing = _QUOTES.get(text[at])
    if closing:
        stop = text.find(closing, at, end)
        if stop > 0 and (closing != "”" or stop - at <= 14):
            return stop + 1
    if text[at].isascii() and text[at].isalnum():
        while at < end and ((text[at].isascii() and text[at].isalnum()) or text[at] in "-–—_./@:+×·*#~%〔"):
            at += 1
        return at
    return at + 1


def _number(text: str, at: int, start: int, end: int) -> Number | None:
    c = text[at]
    if c.isdigit() and c.isascii():
        return _arabic(text, at, start, end)
    if c == "百" and text.startswith("百分之", at):
        return _percent_words(text, at, end)
    if c in CHARACTERS or c == "半":
        return _chinese(text, at, start, end)
    return None


def _arabic(text: str, at: int, start: int, end: int) -> Number | None:
    match = _ARABIC.match(text, at, end)
    if match is None or text[match.end() : match.end() + 1] in _DATE_SIGNS or _glued(text, at, match.end(), start, end):
        return None
    digits = match.group().replace(",", "")
    value, places = Decimal(digits), len(digits.partition(".")[2])
    stop, after = _skip(text, match.end(), end), ""
    stop, after = _suffix(text, stop, end, ("余", "多", "来", "几", "+"), after)
    scale, stop = _scale(text, stop, end)
    stop, after = _suffix(text, stop, end, ("余", "多"), after)
    places = max(places - len(str(scale)) + 1, 0) if scale > 1 else places
    number = _finish(text, (at, stop, start, end), value * scale, places, after)
    return replace(number, scaled=True) if number and scale > 1 and value != value.to_integral_value() else number


def _scale(text: str, at: int, end: int) -> tuple[int, int]:
    if at < end and text[at] in "万亿千百" and not text.startswith(("万元", "亿元"), at):
        name = next(name for name in _SCALES if text.startswith(name, at))
        return _SCALE[name], at + len(name)
    return 1, at


def _chinese(text: str, at: int, start: int, end: int) -> Number | None:
    share = fraction(text, at, start, end)
    if share:
        return share
    stop = at
    while stop < end and text[stop] in CHARACTERS:
        stop += 1
    value = chinese_number(text[at:stop])
    if value is None or (
        at > start and text[at - 1] in "第周期初每逐进同统唯之某任另" and text[at - 1 : at + 1] != "期一"
    ):
        return None
    if (
        text.startswith(("成", "成以上"), stop)
        and value < 10
        and not text.startswith(("成果", "成立", "成员", "成效", "成为"), stop)
    ):
        return _finish_tenths(text, at, stop + 1, start, end, value)
    stop, after = _suffix(text, stop, end, ("余", "多", "几"), "")
    number = _finish(text, (at, stop, start, end), Decimal(value), 0, after)
    if number is None or not number.unit or number.unit in SPANS or _idiom(text, number, value):
        return None
    weak = number.unit in WEAK or (number.unit == "次" and value == 1) or (value == 1 and number.unit not in CASES)
    return Number(number.start, number.end, number.value, number.unit, 0, number.approx, weak)


def _idiom(text: str, number: Number, value: int) -> bool:
    """Whether 一件 and the like is a turn of speech (一件事, 一条龙, 一份力, 一部分) and no figure."""
    rest = text[number.end : number.end + 2]
    return value <= 2 and rest.startswith(
        ("事", "龙", "力", "子", "分", "性", "线", "公里", "网", "窗", "站", "性", "心", "答卷", "主线")
    )


def _finish_tenths(text: str, at: int, stop: int, start: int, end: int, value: int) -> Number:
    approx = _prefix(text, at, start)
    stop, after = _suffix(text, stop, end, ("以上", "左右", "多", "有余"), "")
    return Number(at, stop, Decimal(value * 10), "%", 0, approx or after or "成")


def _percent_words(text: str, at: int, end: int) -> Number | None:
    stop = at + 3
    while stop < end and (text[stop] in CHARACTERS or text[stop] == "点"):
        stop += 1
    whole, _, part = text[at + 3 : stop].partition("点")
    value = chinese_number(whole)
    decimals = "".join(str(chinese_number(c)) for c in part)
    if value is None:
        return None
    return Number(
        at, stop, Decimal(f"{value}.{decimals}" if decimals else value), "%", len(decimals), _prefix(text, at, 0)
    )


def _finish(text: str, span: tuple[int, int, int, int], value: Decimal, places: int, after: str) -> Number | None:
    """Read the unit and what stands around; None where the number turns out to be a date, an ordinal or a name."""
    at, stop, start, end = span
    begin_unit = _skip(text, stop, end)
    if text.startswith(("%", "％"), begin_unit):
        return Number(at, begin_unit + 1, value, "%", places, _prefix(text, at, start) or after)
    named = _UNIT.match(text, begin_unit, end)
    unit = named.group() if named else ""
    if unit in SPANS:
        return None
    if not unit and not after and not _bare_count(text, stop, end):
        return None
    unit_end = begin_unit + len(unit) if unit else stop
    unit_end, after = _suffix(text, unit_end, end, _AFTER[:-2] if unit else (), after)
    if unit in MONEY:
        value, places, unit = value * MONEY[unit], max(places - len(str(MONEY[unit])) + 1, 0), "元"
    return Number(at, unit_end, value, unit, places, _prefix(text, at, start) or after)


def _bare_count(text: str, stop: int, end: int) -> bool:
    """Whether a number without a unit ends its item, as in 要闻672、视频259."""
    at = _skip(text, stop, end)
    return at >= end or text[at] in "、，,；;。)）\n" or text.startswith(("等", "……"), at)


def _prefix(text: str, at: int, start: int) -> str:
    head = text[max(start, at - 4) : at].rstrip()
    word = next((w for w in _BEFORE if head.endswith(w)), "")
    if word in {"近", "超", "约"} and head.endswith(("最近", "附近", "邻近", "节约", "预约", "公约", "合约")):
        return ""
    return "" if word in _NOT_APPROXIMATE else word


def _suffix(text: str, at: int, end: int, words: tuple[str, ...], found: str) -> tuple[int, str]:
    for word in words:
        if text.startswith(word, at) and at + len(word) <= end:
            return at + len(word), found or word
    return at, found


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] == " ":
        at += 1
    return at


def _glued(text: str, at: int, stop: int, start: int, end: int) -> bool:
    """Whether the digits belong to a longer name: a word, date, ordinal, range, telephone or document number."""
    before = text[at - 1] if at > start else ""
    after = text[stop] if stop < end else ""
    if (before and before in "第〔[【﹝#_-–—/@+×*·~") or (before.isascii() and before.isalnum()):
        return True
    if after and (after in "+×*·/@_〕]】﹞~" or (after.isascii() and after.isalnum()) or after in "-–—"):
        return True
    rest = text[_skip(text, stop, end) : min(end, stop + 4)].lstrip()
    if rest.startswith(
        ("号", "时", "版", "级", "届", "路", "楼", "室", "栋", "维", "型", "后", "年", "月", "日", "至", "热线", "平台")
    ):
        return True
    counted = rest.startswith(UNITS) and not rest.startswith(SPANS)
    hotline = text[at:stop] in _HOTLINES and not counted
    return hotline or _enumerator(text, at, stop, start, end)


def _enumerator(text: str, at: int, stop: int, start: int, end: int) -> bool:
    """Whether the digits number a paragraph: 1.加强…, （2）…, 3、…."""
    head = text[start:at].rstrip()
    after = text[stop] if stop < end else ""
    if head.endswith(("(", "（")) and after in ")）" and stop - at <= 2:
        return not head[:-1].rstrip() or head[:-1].rstrip()[-1] in "。；;：:，"
    return stop - at <= 2 and after in ".．、" and after != "" and (not head or head[-1] in "。；;：:")
