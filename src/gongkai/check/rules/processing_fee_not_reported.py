"""GK108."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.law import instrument
from gongkai.report import Report


@rule(
    code="GK108",
    severity=Severity.NOTICE,
    basis="fee_measures",
    confirmed=False,
    needs=("section:6", "year"),
    message="第六部分没有写本年度收取政府信息公开信息处理费的情况。各地报告通常在这一部分写明收取金额，没有收取的也写明"
    "（这一做法的依据尚未查到原文，仅作提示）。请考虑补写。",
)
def processing_fee_not_reported(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Note that section 六 does not speak of the information-processing fee.

    Why it matters: reports since 2021 state the year's fee there, also where it is nothing.
    Example: a section 六 that says only 无.
    Known exceptions: the source of the duty is not confirmed, so this is never more than a notice.
    """
    text = report.section_text(6)
    since = instrument("fee_measures").first_day
    if report.year is not None and since.year <= report.year and "处理费" not in text:
        yield Fault(words=Words(6, 0, min(len(text), 20), text[:20]))
