"""Measure words: which numbers count the same kind of thing and may be added."""

from __future__ import annotations

from typing import Final

# Measure words under which reports add up information, documents and cases.
THINGS: Final = (
    "篇(条)",
    "篇（条）",
    "条(篇)",
    "条（篇）",
    "条(次)",
    "条（次）",
    "条（件）",
    "条(件)",
    "件（条）",
    "件(条)",
    "件（次）",
    "件(次)",
    "条次",
    "件次",
    "篇次",
    "则次",
    "条",
    "件",
    "篇",
    "份",
    "起",
    "宗",
    "例",
    "封",
    "部",
    "则",
    "期",
    "个",
    "项",
    "幅",
    "组",
    "张",
    "本",
    "册",
    "套",
    "种",
    "类",
    "款",
    "批",
    "桩",
    "笔",
    "道",
    "段",
    "首",
    "卷",
)
# Measure words that count something of their own: never added to the others.
OTHERS: Final = (
    "人次",
    "场次",
    "批次",
    "班次",
    "户次",
    "人",
    "名",
    "位",
    "户",
    "家",
    "处",
    "场",
    "次",
    "台",
    "块",
    "页",
    "字",
    "通",
    "对",
    "辆",
    "所",
    "座",
    "间",
    "门",
    "科",
    "岗",
    "岁",
    "分",
    "点",
    "轮",
    "届",
    "级",
    "层",
    "棵",
    "吨",
    "亩",
    "公里",
    "千米",
    "公顷",
    "平方米",
    "米",
    "平方公里",
    "立方米",
    "粉丝",
    "条线",
    "国",
    "省",
    "市",
    "县",
    "区",
    "镇",
    "乡",
    "村",
    "街道",
    "社区",
    "单位",
    "部门",
    "方面",
    "大",
)
MONEY: Final = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
# Spans of time and other measures that are not counts of work.
SPANS: Final = (
    "个工作日",
    "工作日",
    "个小时",
    "小时",
    "分钟",
    "秒",
    "个月",
    "天",
    "日",
    "周",
    "个百分点",
    "百分点",
    "年",
    "季度",
    "周年",
    "月",
    "时",
    "℃",
    "度",
    "号",
    "版",
    "后",
    "前",
    "折",
    "代",
    "届",
)
MULTIPLES: Final = ("倍",)

UNITS: Final = tuple(sorted((*SPANS, *THINGS, *OTHERS, *MONEY, *MULTIPLES), key=len, reverse=True))
# General measure words: with a Chinese numeral before them they seldom report a figure.
WEAK: Final = frozenset(
    (
        "个",
        "项",
        "类",
        "种",
        "大",
        "方面",
        "批",
        "套",
        "级",
        "层",
        "点",
        "道",
        "组",
        "位",
        "名",
        "人",
        "家",
        "场",
        "轮",
        "本",
        "科",
        "门",
        "区",
        "市",
        "县",
        "部门",
        "单位",
    )
)
# Measure words with which even 一 is a figure (申请一件, 行政复议一宗).
CASES: Final = frozenset(("件", "宗", "起", "例", "封", "份", "条", "篇", "期", "件次", "条次"))

_LOOSE: Final = frozenset(THINGS) - {"个", "项", "种", "类"}
_DOCUMENTS: Final = frozenset(("条", "篇", "则", "件", "份", "条次", "篇次"))


def compound(unit: str) -> bool:
    """Whether a unit names several measure words at once: 条（篇）, 篇(条)."""
    return unit.endswith((")", "）"))


def addable(total: str, part: str) -> bool:
    """Whether a part in one unit may belong to a total in another: the same, left out, or both counting documents."""
    if "%" in (total, part) or "倍" in (total, part):
        return False
    if total == part or not part or not total:
        return True
    if compound(total):
        return part in THINGS
    return (total in _LOOSE and part in _LOOSE) or {total, part} <= {"个", "家", "项", "种", "类"}


def mixable(total: str, part: str) -> bool:
    """Whether a part may be counted in, although its unit is not that of the total (发布信息120条，其中…视频4个)."""
    return total in _DOCUMENTS and part in ("个", "项", "部", "期", "张", "幅", "次", "条次")


def same(first: str, second: str) -> bool:
    """Whether two units are the same for certain (a compound such as 篇(条) takes in every kind of document)."""
    if not first or not second or first[0] == second[0]:
        return True
    if compound(first) or compound(second):
        return first in THINGS and second in THINGS
    return first in _DOCUMENTS and second in _DOCUMENTS
