"""Announced numbers of items against the items named: …等13个类别, 8项，包括：…, …三大领域."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown

_UNITS: Final = frozenset(
    (
        "个",
        "类",
        "项",
        "种",
        "大",
        "方面",
        "份",
        "部",
        "家",
        "级",
        "部分",
        "条",
        "点",
        "块",
        "本",
        "套",
        "张",
        "件",
        "位",
        "名",
        "镇",
        "区",
        "县",
        "市",
    )
)
_HEADS: Final = (
    "包括",
    "包含",
    "涵盖",
    "涉及",
    "含",
    "即",
    "为",
    "是",
    "有",
    "如",
    "围绕",
    "聚焦",
    "以",
    "按照",
    "按",
    "对",
    "从",
    "在",
    "通过",
    "将",
    "设置",
    "设有",
    "开设",
    "公开",
    "完善",
)
_DELIMITED: Final = (
    "包括",
    "包含",
    "涵盖",
    "涉及",
    "即",
    "为",
    "是",
    ":",
    "分别为",
    "分别是",
    "由",
    "围绕",
    "聚焦",
    "设有",
    "设置",
    "开设",
    "开辟",
    "设立",
    "新增",
)
_JOIN: Final = re.compile(r"以及|[和及与暨]")
_STOPS: Final = frozenset(",;。:，；：\n")
_NOUNS: Final = re.compile(
    r"^(?:大)?[^、,;。:]{0,12}(?:类别?|方面|领域|栏目|部分|事项|内容|板块|环节|专栏|渠道|平台|制度|清单|目录|单位|部门|文件|账号|模块|专题|门类|要素|重点|乡镇|街道|社区|试点|窗口|机制|办法|措施|层面|阶段|类)"
)


def count_claims(statement: Statement, text: str) -> Iterator[Claim]:
    """Yield a claim for every announced number of items that are named before or after it."""
    for mention in statement.mentions:
        if (
            mention.number.approx
            or mention.value < 2
            or mention.value > 60
            or mention.value != mention.value.to_integral_value()
        ):
            continue
        claim = _before(statement, text, mention) or _after(statement, text, mention)
        if claim:
            yield claim


def _before(statement: Statement, text: str, mention: Mention) -> Claim | None:
    """Judge 甲、乙、丙等三个方面."""
    tail = text[mention.number.end : mention.number.end + 16]
    if not _names_kinds(mention, tail) or mention.level:
        return None
    head, begin = _clause(text, statement.start, mention.number.start)
    open_ended = head.rstrip().endswith(("等", "等共", "等等"))
    listed = head.rstrip().removesuffix("共").removesuffix("等").removesuffix("等")
    if not any(sign in listed for sign in ("、", "》《", "”“")):
        return None
    items, delimited = _items(listed)
    if _figures(items):
        return None
    least, most = _count(items)
    stated = int(mention.value)
    if least <= stated <= most:
        verdict: Verdict = HOLDS
    elif stated > most:
        verdict = UNSURE if open_ended or not delimited else FAILS
    else:
        verdict = FAILS if delimited else UNSURE
    if verdict == UNSURE and not delimited:
        return None
    return _claim(statement, mention, (begin, mention.number.end), verdict, most if stated > most else least)


def _after(statement: Statement, text: str, mention: Mention) -> Claim | None:
    """Judge 栏目8项，包括：甲、乙、丙….

    Only a list that ends with the sentence and whose items carry no figures of their own is counted.
    """
    if mention.unit not in ("个", "类", "项", "种", "大", "方面", "家", "部分", "级") or mention.level:
        return None
    rest = text[mention.number.end : statement.end]
    match = re.match(r"[^、,;。:]{0,12}[,:]?(?:主要)?(包括|分别[^、,;。:]{0,3}|即|为|是|有)?:?", rest)
    announced = match and ((match.group(1) or "").startswith(("包括", "分别", "即")) or ":" in match.group())
    if match is None or not announced:
        return None
    listed = re.split(r"[;。,]", rest[match.end() :])[0]
    if "、" not in listed or re.search(r"\d", listed):
        return None
    open_ended = listed.rstrip().endswith("等") or "等" in listed[-4:] or "主要" in match.group()
    least, most = _count(_split(listed))
    stated = int(mention.value)
    if least <= stated <= most:
        verdict: Verdict = HOLDS
    else:
        verdict = UNSURE if open_ended and stated > most else FAILS
    end = mention.number.end + match.end() + len(listed)
    return _claim(statement, mention, (mention.number.start, end), verdict, most if stated > most else least)


def _names_kinds(mention: Mention, tail: str) -> bool:
    if mention.unit == "方面":
        return True
    if mention.unit in ("份", "部", "件") and mention.label.rstrip().endswith("》"):
        return True
    return mention.unit in _UNITS - {"份", "部", "件", "条", "张", "名", "位"} and bool(
        _NOUNS.match(tail) or mention.unit in ("类", "项", "镇", "区", "县")
    )


def _clause(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the words from the last stop outside brackets up to `end`."""
    depth, at = 0, end
    while at > start:
        c = text[at - 1]
        if c in ")）》”】":
            depth += 1
        elif c in "(（《“【":
            depth = max(0, depth - 1)
        elif c in _STOPS and depth == 0:
            break
        at -= 1
    return text[at:end], at


def _items(listed: str) -> tuple[list[str], bool]:
    """Cut a clause into items; tell whether a word or colon marks where the first begins."""
    items = _split(listed)
    first = items[0]
    place = max(((first.rfind(word) + len(word), word) for word in _DELIMITED if word in first), default=(0, ""))
    starts_clean = first.lstrip().startswith(("《", "“")) or len(first.strip()) <= 8
    items[0] = first[place[0] :]
    return items, bool(place[0]) or starts_clean


def _split(listed: str) -> list[str]:
    """Split at 、 outside brackets and titles; titles that stand side by side are items of their own."""
    items, depth, begin = [], 0, 0
    for at, c in enumerate(listed):
        if c in "(（《“【":
            depth += 1
        elif c in ")）》”】":
            depth -= 1
        if depth == 0 and (c == "、" or listed[at : at + 2] in ("》《", "”“")):
            items.append(listed[begin : at + (c != "、")])
            begin = at + 1
    items.append(listed[begin:])
    return items


def _figures(items: list[str]) -> bool:
    return any(re.search(r"\d+(?!年|版|\d)", item) for item in items)


def _count(items: list[str]) -> tuple[int, int]:
    """Return how many things are named at least and at most: 和 in the last may join two or be part of one."""
    joins = len(_JOIN.findall(re.sub(r"[(（《“].*?[)）》”]", "", items[-1])))
    return len(items), len(items) + joins


def _claim(statement: Statement, mention: Mention, span: tuple[int, int], verdict: Verdict, counted: int) -> Claim:
    start, end = span
    quote = statement.text[start - statement.start : end - statement.start]
    note = {HOLDS: "相符", FAILS: "不符"}.get(verdict, "列举可能不完整，请人工核对")
    shown_count = int(mention.value) if verdict == HOLDS else counted
    return Claim(
        quote=quote.strip(),
        start=start + (len(quote) - len(quote.lstrip())),
        end=end,
        kind="count",
        verdict=verdict,
        why=f"文中列举{shown_count}项，写作{shown(mention.value)}{mention.unit}，{note}",
        total=mention.value,
        computed=Decimal(shown_count),
        stated=mention.value,
    )
