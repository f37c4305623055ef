"""GK106."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_CUT_OFF = re.compile(r"截[至止]到?(?P<year>20\d{2})\s*年\s*(?:12\s*月\s*(?:31\s*日|底)|年?底|末)")
_PERIOD = re.compile(
    r"(?:统计|期限|起止|时间|自|从|为)\D{0,8}(?P<year>20\d{2})\s*年\s*1\s*月\s*1\s*日\s*(?:起)?(?:至|到|—|-|－|~)+\s*"
    r"(?:(?P<end>20\d{2})\s*年)?\s*12\s*月\s*31\s*日"
)
_OWN_YEAR = re.compile(
    r"(?:^|[。；\n])\s*(?P<year>20\d{2})\s*年(?:度)?[，,]?\s*(?:全年)?(?:我|本)(?:局|街道|镇|乡|县|区|市|委|办|机关|单位|院|厅)"
    r"(?:共|累计|全年|通过|主动公开|收到|受理|没有|未|暂未)"
)


@rule(
    code="GK106",
    severity=Severity.WARNING,
    basis="form",
    needs=("year",),
    message="这是{report_year}年度的报告，文中写的是“{quote}”。统计期限应为报告年度的1月1日至12月31日。"
    "请核对是否沿用了往年文字。",
)
def another_year_stated(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a period of account in the text that is not the report's year.

    Why it matters: a cut-off date of another year is the mark of text carried over from an earlier report.
    Example: 截止到2022年12月31日 in a report of 2023.
    Known exceptions: years in comparisons, plans, document numbers and budgets are not periods of account.
    """
    for section, text in _texts(report):
        for pattern in (_CUT_OFF, _PERIOD, _OWN_YEAR):
            for match in pattern.finditer(text):
                stated = {int(year) for year in match.groupdict().values() if year}
                if stated == {report.year}:
                    continue
                words = Words(section, match.start(), match.end(), match[0].strip("。；\n "))
                other = next(iter(stated - {report.year}))
                yield Fault(expected=report.year, found=other, words=words, slots={"report_year": report.year})


def _texts(report: Report) -> Iterator[tuple[int | None, str]]:
    """Yield the preface (as the file's text before the first heading) and section 一; later sections speak of plans."""
    first = next((heading for heading in report.headings if heading.line), None)
    if first is not None and report.text:
        yield None, report.text[: first.offset]
    yield 1, report.section_text(1)
