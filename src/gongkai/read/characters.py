"""Characters as they are printed, folded to what they mean.

Published reports write the same label with full-width or half-width signs, spaces inside words, other quotation marks,
and, out of a PDF, with radicals in place of characters. `fold` removes those differences for matching; nothing that a
report says is ever stored folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

# CJK Radicals Supplement has no compatibility mapping for these; the characters are the ones that they stand for in
# text that PDF producers write (U+2E80-U+2EF3, Unicode chart).
_RADICALS = {
    "⺁": "厂", "⺄": "乙", "⺅": "亻", "⺆": "冂", "⺇": "几", "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺋": "㔾", "⺌": "小",
    "⺍": "小", "⺎": "尢", "⺏": "尣", "⺐": "尢", "⺑": "尢", "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄",
    "⺗": "心", "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺜": "日", "⺝": "月", "⺞": "歹", "⺟": "母", "⺠": "民", "⺡": "氵",
    "⺢": "水", "⺣": "灬", "⺤": "爫", "⺥": "爫", "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "目",
    "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糹", "⺰": "纟", "⺱": "罓", "⺲": "罒", "⺳": "网", "⺴": "网", "⺵": "网",
    "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "耂", "⺺": "肀", "⺻": "聿", "⺼": "肉", "⺽": "臼", "⺾": "艹", "⺿": "艹",
    "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角", "⻇": "角", "⻈": "讠", "⻉": "贝",
    "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "邑", "⻐": "钅", "⻑": "长", "⻒": "镸", "⻓": "长",
    "⻔": "门", "⻕": "阜", "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食",
    "⻞": "食", "⻟": "飠", "⻠": "饣", "⻡": "首", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤",
    "⻨": "麦", "⻩": "黄", "⻪": "黾", "⻫": "齐", "⻬": "齐", "⻭": "齿", "⻮": "齿", "⻯": "龙", "⻰": "龙", "⻱": "龟",
    "⻲": "龟", "⻳": "龟",
}  # fmt: skip

_ANY_RADICAL = re.compile("[\u2e80-\u2fd5]")


@cache
def radical_table() -> dict[int, str]:
    """Return the translation from radicals (Kangxi and supplement) to the characters they stand for."""
    table = {ord(radical): character for radical, character in _RADICALS.items()}
    for code in range(0x2F00, 0x2FD6):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    return table


def mend_radicals(text: str) -> str:
    """Replace radicals by the characters that they stand for; everything else stays."""
    return text if _ANY_RADICAL.search(text) is None else text.translate(radical_table())


@cache
def _fold_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    for code in [*range(0x20, 0x3000 + 0x40), *range(0xFE00, 0x10000), 0xFEFF]:
        character = chr(code)
        normal = unicodedata.normalize("NFKC", character)
        kept = "".join(c for c in normal if unicodedata.category(c)[0] in "LN")
        if kept != character:
            table[code] = kept.lower() or None
    for code in range(0x20):
        table[code] = None
    table.update(radical_table())
    return table


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the letters and digits of a text, half-width, with radicals mended: what a label is matched by."""
    return text.translate(_fold_table())


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


_TRADITIONAL = frozenset("開報況動處請數關總計辦結轉維觀議訴訟項條規許強製發現業機構織繼續無當補類")


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, by the characters of the form's own labels."""
    sample = text[:20000]
    return sum(sample.count(character) for character in _TRADITIONAL) >= 8


def simplify(text: str) -> str:
    """Return the text in simplified characters, one for one, so that offsets stay."""
    converted = str(_simplifier().convert(text))
    return converted if len(converted) == len(text) else text


# Spaces other than the plain one (Unicode category Zs), and invisible marks of format (Cf) that converters leave.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000\u180e\u200e\u200f\u061c"), " ")
_SPACES |= dict.fromkeys((*range(0x2000, 0x200B), *range(0x202A, 0x202F), *range(0x2061, 0x2070)), " ")
_SPACES |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\u00ad"), "")
_ANY_SPACE = re.compile("[" + "".join(map(chr, _SPACES)) + "]")


def plain_spaces(text: str) -> str:
    """Turn every kind of space into a plain one and drop characters of no width."""
    return text if _ANY_SPACE.search(text) is None else text.translate(_SPACES)
