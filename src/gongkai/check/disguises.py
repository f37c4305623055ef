"""Find personal numbers and marks of secrecy however they are spelt: wide digits, parted digits, invisible characters.

`check.privacy` knows what such a number is; here the text is first brought to the spelling in which it looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gongkai.check.privacy import find_leaks, is_identity_number

_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_DIGITS_IN_WORDS: Final = str.maketrans("〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "000123456789123456789")
_PARTED: Final = re.compile(
    r"(?<![0-9A-Za-z])[1-9](?:[ \-_.,·/\\|:*–—]{0,3}\d){16}[ \-_.,·/\\|:*–—]{0,3}[\dXx](?![0-9A-Za-z])"
)
_OVER_LINES: Final = re.compile(r"(?<![0-9A-Za-z])[1-9](?:\s{0,8}\d){16}\s{0,8}[\dXx](?![0-9A-Za-z])")
_IN_WORDS: Final = re.compile(
    r"[〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖]{17}[〇○零一二三四五六七八九壹贰叁肆伍陆柒捌玖Xx]"
)
_ADDRESS: Final = re.compile(r"(?:家庭(?:住址|地址)|现?住址|户籍(?:地址|所在地))\s*[:：][^\n]{4,60}")
_LARGEST: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class DisguisedLeak:
    """Something that must not go out. `quote` is masked where it is a person's number."""

    kind: str
    quote: str
    why: str


def find_disguised_leaks(text: str) -> tuple[DisguisedLeak, ...]:
    """Return everything in a text that must not be published, each once, plain spellings first.

    An identity number whose digits stand on several lines may be two numbers of a table by chance: it is called
    `spread_identity_number`, to be judged by a person.
    """
    plain = even(text[:_LARGEST])
    found = [DisguisedLeak(leak.kind, leak.quote, leak.why) for leak in find_leaks(plain)]
    found += [DisguisedLeak("identity_number", _masked(number), "公民身份号码，写法分隔") for number in _parted(plain)]
    found += [
        DisguisedLeak("identity_number", _masked(number), "公民身份号码，用汉字数字写成") for number in _in_words(plain)
    ]
    known = {leak.quote for leak in found}
    found += [
        DisguisedLeak("spread_identity_number", _masked(number), "数字连起来是公民身份号码")
        for number in _over_lines(plain)
        if _masked(number) not in known
    ]
    found += [DisguisedLeak("home_address", match.group()[:12] + "…", "个人住址") for match in _ADDRESS.finditer(plain)]
    return tuple({(leak.kind, leak.quote): leak for leak in reversed(found)}.values())[::-1]


def even(text: str) -> str:
    """Return a text with wide characters narrow and without invisible ones."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def _parted(text: str) -> list[str]:
    return _real(re.sub(r"[^0-9Xx]", "", match.group()) for match in _PARTED.finditer(text))


def _over_lines(text: str) -> list[str]:
    return _real("".join(match.group().split()) for match in _OVER_LINES.finditer(text))


def _in_words(text: str) -> list[str]:
    return _real(match.group().translate(_DIGITS_IN_WORDS) for match in _IN_WORDS.finditer(text))


def _real(numbers: Iterable[str]) -> list[str]:
    return [number for number in numbers if is_identity_number(number)]


def _masked(number: str) -> str:
    return number[:6] + "*" * 8 + number[-4:]
