"""Correct sentences from random numbers, and the same sentences with one number changed."""

from __future__ import annotations

import random
from dataclasses import dataclass

_NAMES = (
    "政务动态",
    "通知公告",
    "政策文件",
    "财政信息",
    "规划计划",
    "机构职能",
    "人事任免",
    "应急管理",
    "行政执法",
    "民生实事",
    "会议公开",
    "解读回应",
    "数据统计",
    "招标采购",
    "社会救助",
    "环境保护",
    "安全生产",
    "乡村振兴",
    "教育信息",
    "卫生健康",
    "门户网站",
    "微信公众号",
    "政务微博",
    "抖音号",
    "公示栏",
    "便民手册",
)
_VERBS = ("主动公开政府信息", "发布各类信息", "公开政务信息", "更新信息", "审核发布信息", "通过网站公开信息")
_LEADS = ("全年共", "2023年，我局共", "2023年度累计", "我镇全年", "截至2023年12月31日，共", "年内", "本年度，我委共")
_UNITS = ("条", "件", "篇", "项", "份")
_OPENERS = ("，其中", "，其中：", "，分别为", "，分别为：", "：", "，包括", "（", "（其中", "，其中，")


@dataclass(frozen=True)
class Made:
    """A sentence made of pieces; the numbers at `sites` may be changed to make it wrong."""

    pieces: tuple[str | int, ...]
    sites: tuple[int, ...]

    @property
    def text(self) -> str:
        return "".join(str(piece) for piece in self.pieces)

    def perturbed(self, rng: random.Random) -> str:
        """Change one number so that no arithmetic can hold."""
        site = rng.choice(self.sites)
        pieces = list(self.pieces)
        value = int(pieces[site])
        pieces[site] = _changed(value, rng)
        return "".join(str(piece) for piece in pieces)


def _changed(value: int, rng: random.Random) -> int:
    ways = [value + 1, value + rng.randint(2, 9)]
    digits = str(value)
    if len(set(digits)) > 1:
        swapped = list(digits)
        at = next(i for i in range(len(digits) - 1) if digits[i] != digits[i + 1])
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        if swapped[0] != "0":
            ways.append(int("".join(swapped)))
    return rng.choice(ways)


def nested(rng: random.Random) -> Made:
    """A total with parts, one of which has parts of its own in parentheses."""
    unit, names = rng.choice(_UNITS), rng.sample(_NAMES, 8)
    inner = [rng.randint(3, 60) for _ in range(rng.randint(2, 4))]
    parts = [rng.randint(20, 300) for _ in range(rng.randint(2, 4))]
    opener = rng.choice([o for o in _OPENERS if "（" not in o])
    pieces: list[str | int] = [rng.choice(_LEADS), rng.choice(_VERBS), sum(parts) + sum(inner), unit + opener]
    sites = [2]
    for name, part in zip(names, parts, strict=False):
        pieces += [name, part, unit + "、"]
        sites.append(len(pieces) - 2)
    pieces += [names[5], sum(inner), unit + rng.choice(("（", "（含", "（其中"))]
    for at, part in enumerate(inner):
        pieces += [
            f"第{at + 1}类".replace("第1类", "甲类")
            .replace("第2类", "乙类")
            .replace("第3类", "丙类")
            .replace("第4类", "丁类"),
            part,
        ]
        sites.append(len(pieces) - 1)
        pieces.append(unit + ("、" if at < len(inner) - 1 else "）。"))
    return Made(tuple(pieces), tuple(sites))


def listed(rng: random.Random) -> Made:
    """A total with three to nine parts."""
    unit, opener = rng.choice(_UNITS), rng.choice(_OPENERS)
    names = rng.sample(_NAMES, rng.randint(3, 9))
    parts = [rng.randint(1, 400) for _ in names]
    sign = rng.choice(("、", "，", "；")) if opener.endswith(("：", "（", "分别为")) else rng.choice(("、", "，"))
    pieces: list[str | int] = [rng.choice(_LEADS), rng.choice(_VERBS), sum(parts), unit + opener]
    sites = [2]
    for at, (name, part) in enumerate(zip(names, parts, strict=True)):
        pieces += [name, part, unit if at == len(names) - 1 else unit + sign]
        sites.append(len(pieces) - 2)
    pieces.append("）。" if "（" in opener else "。")
    return Made(tuple(pieces), tuple(sites))


def closing(rng: random.Random) -> Made:
    """Parts with the total at the end."""
    unit, names = rng.choice(_UNITS), rng.sample(_NAMES, rng.randint(2, 5))
    parts = [rng.randint(1, 300) for _ in names]
    pieces: list[str | int] = [rng.choice(("2023年公开", "全年发布", "年内更新"))]
    sites = []
    for name, part in zip(names, parts, strict=True):
        pieces += [name, part, unit + "、"]
        sites.append(len(pieces) - 2)
    pieces[-1] = unit + rng.choice(("，合计", "，共计", "，总计", "，共"))
    pieces += [sum(parts), unit + "。"]
    return Made(tuple(pieces), (*sites, len(pieces) - 2))


def flow(rng: random.Random) -> Made:
    """Applications in and out."""
    received, before, after = rng.randint(20, 900), rng.randint(1, 15), rng.randint(1, 15)
    closed = received + before - after
    words = rng.choice(
        (
            ("全年共收到政府信息公开申请", "件，上年结转", "件，办结", "件，结转下年度继续办理", "件。"),
            ("2023年新收依申请公开", "件，上年度结转", "件，共办理", "件，", "件结转下年度办理。"),
            ("我局受理政府信息公开申请", "宗，结转上年", "宗；办结", "宗，转下年", "宗。"),
        )
    )
    pieces = (words[0], received, words[1], before, words[2], closed, words[3], after, words[4])
    return Made(pieces, (1, 5))


def growth(rng: random.Random) -> Made:
    """A figure, last year's figure and the difference."""
    base = rng.randint(20, 400)
    more = rng.randint(3, 60)
    words = rng.choice(
        (
            ("2023年收到申请", "件，比2022年的", "件增加", "件。"),
            ("全年公开信息", "条，较上年（", "条）增加", "条。"),
            ("本年度收到申请", "件，较去年", "件增加", "件。"),
        )
    )
    return Made((words[0], base + more, words[1], base, words[2], more, words[3]), (1, 5))


def share(rng: random.Random) -> Made:
    """Parts with percentages to two places."""
    first, second, third = rng.randint(60, 300), rng.randint(60, 300), rng.randint(60, 300)
    total = first + second + third

    def percent(value: int) -> str:
        return f"{value * 100 / total:.2f}%"

    pieces: tuple[str | int, ...] = (
        "全年收到申请", total, "件，其中网络申请", first, f"件，占{percent(first)}，信函申请", second,
        f"件，占{percent(second)}，当面申请", third, f"件，占{percent(third)}。",
    )  # fmt: skip
    return Made(pieces, (1, 3, 5, 7))


KINDS = (nested, listed, closing, flow, growth, share)
