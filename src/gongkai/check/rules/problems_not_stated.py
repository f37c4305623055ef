"""GK114."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_LEAST = 10  # characters: shorter than any sentence that names a problem


@rule(
    code="GK114",
    severity=Severity.WARNING,
    basis="oir#50.1.4",
    needs=("section:5",),
    message="第五部分只写了“{quote}”，没有写存在的主要问题和改进情况。条例要求报告工作存在的主要问题及改进情况。请据实补写。",
)
def problems_not_stated(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a section 五 that says nothing.

    Why it matters: Article 50 names the main problems and their mending as a part of the report.
    Example: 五、存在的主要问题及改进情况 followed by 无.
    Known exceptions: a short but real sentence is not flagged.
    """
    text = report.section_text(5).strip()
    if len(text.strip("。 \n")) < _LEAST:
        yield Fault(found=text, words=Words(5, 0, len(text), text))
