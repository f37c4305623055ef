"""One figure stated twice with different numbers: 全年主动公开政府信息712条 … 主动公开政府信息721条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from gongkai.check.claims.model import FAILS, Claim

_FIGURE: Final = re.compile(
    r"(主动公开(?:各类)?(?:政府|政务)?信息|公开(?:各类)?(?:政府|政务)信息|"
    r"(?:收到|新收|接到|收悉)(?:政府信息公开|政务信息公开|信息公开|依申请公开)(?:的?申请)?)"
    r"(?:总数|数量)?(?:共计|合计|共|累计)?(?:为|达)? ?(\d{2,6}) ?(条|件|宗|份|篇|起)(?![次(（余多])"
)
_BEFORE: Final = re.compile(
    r"(?:累计|全年|年度内?|本年|共计|总共|合计|一共|共|年内|我(?:单位|街道办事处|街道|[局委办镇乡县区市州院])|"
    r"本(?:单位|机关|街道|[局委办镇乡])|20\d\d年度?|新增|,)*"
)
_ANNUAL: Final = re.compile(r"全年|年度|本年|20\d\d年|共|累计|年内")
_YEAR: Final = re.compile(r"20\d\d年度?")

Figure = tuple[str, int, int, int, str]


def figures(text: str) -> Iterator[Figure]:
    """Yield the whole-year figures of a text: subject with unit, value, bounds, year or nothing."""
    if "公开" not in text:
        return
    for match in _FIGURE.finditer(text):
        start = max(text.rfind(stop, 0, match.start()) for stop in "。；\n") + 1
        words = text[start : match.start()].replace(" ", "")
        if not _BEFORE.fullmatch(words) or not _ANNUAL.search(words):
            continue
        year = next(iter(_YEAR.findall(words)), "").removesuffix("度")
        yield match.group(1) + match.group(3), int(match.group(2)), start, match.end(3), year


def repeat_claims(texts: Mapping[int, str]) -> Iterator[tuple[int, Claim]]:
    """Yield a claim for every figure that differs from the one first given for the same subject, by section."""
    first: dict[str, tuple[int, str]] = {}
    for section, text in texts.items():
        for subject, value, start, end, year in figures(text):
            known = first.setdefault(subject, (value, year))
            if known[0] != value and (not year or not known[1] or year == known[1]):
                yield section, _claim(text[start:end], (start, end), known[0], value)


def _claim(quote: str, span: tuple[int, int], earlier: int, value: int) -> Claim:
    lead = len(quote) - len(quote.lstrip())
    return Claim(
        quote=quote.strip(),
        start=span[0] + lead,
        end=span[1],
        kind="sum",
        verdict=FAILS,
        why=f"前文写{earlier}，此处写{value}，同一事项前后不一致",
        total=Decimal(earlier),
        computed=Decimal(earlier),
        stated=Decimal(value),
    )
