"""Years and periods that a sentence states, held against each other and against the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Statement, Verdict
from gongkai.report.model import Report

_PERIOD: Final = re.compile(
    r"(20\d\d)\s*年\s*1\s*月\s*1\s*日\s*起?\s*[,，]?\s*[至到\-—~～]+\s*(?:(20\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
_UNTIL: Final = re.compile(r"截[至止]到?\s*(20\d\d)\s*年\s*12\s*月\s*31\s*日")
_MALFORMED: Final = re.compile(r"(?<![\d.〔\-])(20\d{3,5})\s*年(?=\s*(?:1?\d\s*月|度|[,，]|底|\D))")


def year_claims(statement: Statement, report: Report | None) -> Iterator[Claim]:
    """Yield a claim for every period or closing date that a statement gives."""
    text, year = statement.text, report.year if report else None
    if "20" not in text:
        return
    for match in _PERIOD.finditer(text):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        yield _claim(statement, match, last, _period(first, last, year), year)
    for match in _UNTIL.finditer(text):
        stated = int(match.group(1))
        if year is not None:
            yield _claim(statement, match, stated, _until(stated, year), year)
    for match in _MALFORMED.finditer(text):
        judged: tuple[Verdict, str] = (FAILS, f"年份写成“{match.group(1)}”，不是四位数")
        yield _claim(statement, match, int(match.group(1)), judged, year)


def _period(first: int, last: int, year: int | None) -> tuple[Verdict, str]:
    if first != last:
        return FAILS, f"统计期限从{first}年1月1日到{last}年12月31日，不是同一年"
    if year is None:
        return HOLDS, f"统计期限为{first}年全年"
    if first != year:
        return FAILS, f"统计期限为{first}年，报告年度为{year}年"
    return HOLDS, f"统计期限与报告年度{year}年一致"


def _until(stated: int, year: int) -> tuple[Verdict, str]:
    if stated == year:
        return HOLDS, f"截止日期在报告年度{year}年"
    if stated == year - 1:
        return FAILS, f"截止日期写作{stated}年12月31日，报告年度为{year}年"
    return UNSURE, f"截止日期写作{stated}年12月31日，报告年度为{year}年，请人工核对"


def _claim(
    statement: Statement, match: re.Match[str], stated: int, judged: tuple[Verdict, str], year: int | None
) -> Claim:
    return Claim(
        quote=match.group(),
        start=statement.start + match.start(),
        end=statement.start + match.end(),
        kind="year",
        verdict=judged[0],
        why=judged[1],
        computed=None if year is None else Decimal(year),
        stated=Decimal(stated),
    )
