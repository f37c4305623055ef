"""Find what must not be published: personal numbers, secrecy marks, and hints or blanks left over from a template.

Found numbers are quoted with their middle masked, so that the finding does not publish them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Literal

from gongkai.report.model import Report

Kind = Literal["identity_number", "mobile_number", "bank_card", "secrecy_mark", "placeholder"]

_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])")
_OLD_IDENTITY: Final = re.compile(r"身份证[^\d。\n]{0,10}([1-9]\d{14})(?!\d)")
_MOBILE: Final = re.compile(r"(?<![0-9A-Za-z.\-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])")
_CARD: Final = re.compile(r"(?<![0-9A-Za-z.])\d(?:[ -]?\d){15,18}(?![0-9A-Za-z])")
_CARD_WORDS: Final = re.compile(r"(?:银行|开户|卡号|账号|帐号|账户)[^。\n]{0,12}$")
_SECRECY: Final = re.compile(
    r"(?:绝密|机密|秘密)\s*[★☆*＊]|[★☆]\s*(?:绝密|机密|秘密)|密\s*级\s*[:：]\s*(?:绝密|机密|秘密)|"
    r"^[ \t\u3000]*[【\[(（]?(?:绝密|机密|秘密)(?:级)?[】\])）]?[ \t\u3000]*$",
    re.MULTILINE,
)
_HINT: Final = re.compile(
    r"[（(【\[<〈][^（()）【】\[\]\n]{0,30}(?:请?(?:根据|按照?|结合)[^（()）\n]{0,12}(?:填写|填报|补充|修改)|请填|此处(?:填|插入|添加)|填写说明|"
    r"自行(?:填写|修改|删除)|可删除|删除本|宋体|黑体|仿宋|楷体|号字|字号|行距|加粗|首行缩进)[^（()）【】\[\]\n]{0,30}[）)】\]>〉]"
)
_BLANK: Final = re.compile(
    r"\{\{[^{}\n]{0,60}\}\}|\{%[^\n]{0,60}%\}|\$\{[^{}\n]{1,40}\}|(?:单击|点击)(?:或点击)?此处(?:输入|添加)[^。\n]{0,8}|"
    r"(?<![0-9A-Za-z×Ｘ])(?:20)?(?:[Xx]{2,6}|[×✕]{2,6}|[Ｘ]{2,6})(?![0-9A-Za-z×Ｘ])|[_＿]{3,}|〔20[XＸ×]{2}〕|待补充|（待定）"
)
_SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘范彭鲁马方任袁柳唐薛雷贺罗郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪"
    "毛戴宋庞熊纪舒屈项祝董梁杜阮蓝席季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房丁邓洪包左石崔吉龚程邢裴陆翁荀段侯刘叶白黎"
)
_PROVINCES: Final = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83)
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that must not stand in a published text. `quote` is masked where it is a person's number."""

    kind: Kind
    start: int
    end: int
    quote: str
    why: str


def find_leaks(text: str) -> list[Leak]:
    """Return everything in a text that must not be published, in the order in which it stands."""
    return list(_leaks(text))


@lru_cache(maxsize=16)  # each rule of this family asks about the same text
def _leaks(text: str) -> tuple[Leak, ...]:
    leaks = [*_identities(text), *_cards(text), *_mobiles(text), *_marks(text), *_placeholders(text)]
    leaks.sort(key=lambda leak: (leak.start, -leak.end))
    kept: list[Leak] = []
    for leak in leaks:
        if not kept or leak.start >= kept[-1].end:
            kept.append(leak)
    return tuple(kept)


def report_leaks(report: Report, kind: Kind) -> list[tuple[int | None, Leak]]:
    """Return the leaks of one kind in a report: in its whole text where it has one, else by section."""
    texts: list[tuple[int | None, str]] = [(None, report.text)] if report.text else []
    if not texts:
        texts = [(number, section.text) for number, section in sorted(report.sections.items())]
    return [(section, leak) for section, text in texts for leak in find_leaks(text) if leak.kind == kind]


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are a citizen identity number: province, real birth date, check digit (GB 11643)."""
    digits = number.upper()
    if len(digits) != 18 or not digits[:17].isdigit():
        return False
    if int(digits[:2]) not in _PROVINCES or not _real_date(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11] == digits[17]


def is_card_number(number: str) -> bool:
    """Whether the digits pass the check of bank card numbers (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed([int(c) for c in number if c.isdigit()])):
        value = digit * 2 if place % 2 else digit
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _real_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


def _identities(text: str) -> Iterator[Leak]:
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match.group()):
            yield _leak("identity_number", match.span(), match.group(), "公民身份号码，校验码正确")
    for match in _OLD_IDENTITY.finditer(text):
        number = match.group(1)
        if int(number[:2]) in _PROVINCES and _real_date("19" + number[6:12]):
            yield _leak("identity_number", match.span(1), number, "十五位旧身份证号码")


def _cards(text: str) -> Iterator[Leak]:
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        named = _CARD_WORDS.search(text[max(0, match.start() - 20) : match.start()])
        if (digits.startswith("62") or named) and is_card_number(digits) and len(set(digits)) > 2:
            yield _leak("bank_card", match.span(), match.group(), "银行卡号，校验位正确")


def _mobiles(text: str) -> Iterator[Leak]:
    for match in _MOBILE.finditer(text):
        yield _leak("mobile_number", match.span(), match.group(), "手机号码")


def _marks(text: str) -> Iterator[Leak]:
    for match in _SECRECY.finditer(text):
        yield Leak("secrecy_mark", match.start(), match.end(), match.group().strip(), "国家秘密标志")


def _placeholders(text: str) -> Iterator[Leak]:
    for match in _HINT.finditer(text):
        yield Leak("placeholder", match.start(), match.end(), match.group(), "模板的填写提示没有删除")
    for match in _BLANK.finditer(text):
        if not _anonymous(text, match):
            yield Leak("placeholder", match.start(), match.end(), match.group(), "模板的空白没有填写")


def _anonymous(text: str, match: re.Match[str]) -> bool:
    """Whether the crosses hide a person's name (张××、李XX诉…), which is right and no blank."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
    crosses = len(match.group()) <= 3 and not match.group().startswith(("{", "_", "20", "$"))
    place = after.startswith(("街道", "镇", "乡", "县", "区", "市", "局"))
    return crosses and before != "" and before in _SURNAMES and not place


def _leak(kind: Kind, span: tuple[int, int], number: str, why: str) -> Leak:
    shown = 3 if kind == "mobile_number" else 6 if kind == "identity_number" else 4
    masked = number[:shown] + "*" * (len(number) - shown - 4) + number[-4:]
    return Leak(kind, span[0], span[1], masked, why)
