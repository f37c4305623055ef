"""GK506."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_MONTH = r"(?:1[0-2]|[1-9])\s*月份?\s*(\d+)\s*(?:条|件|篇|次|期|份|个)[、，,；;]?\s*"
_MONTHS = re.compile(_MONTH)
_RUN = re.compile(rf"(?:{_MONTH}){{6,}}")
_LEAST = 6


@rule(
    code="GK506",
    severity=Severity.NOTICE,
    basis="form",
    message="正文写“{quote}”，{count}个月的数完全相同。逐月工作很少如此一致，请核对是否随意填写。",
)
def months_all_equal(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Note a list of months that all have the same number.

    Why it matters: a year whose every month has the same count was divided, not counted.
    Example: 1月份4条，2月份4条，…，12月份4条.
    Known exceptions: fewer than six months, or zeros, prove nothing.
    """
    for section in report.sections.values():
        for run in _RUN.finditer(section.text):
            counts = [match[1] for match in _MONTHS.finditer(run[0])]
            if len(counts) >= _LEAST and len(set(counts)) == 1 and counts[0].strip("0"):
                words = Words(section.number, run.start(), run.end(), run[0])
                yield Fault(found=counts[0], words=words, slots={"count": len(counts)})
