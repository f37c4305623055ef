"""GK103."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK103",
    severity=Severity.WARNING,
    basis="form",
    message="没有找到“{heading}”这一部分。格式规定报告由六个部分组成。请补写这一部分，没有内容的写“无”。",
)
def section_missing(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a section of the form that the report does not have.

    Why it matters: the form has six sections; the Regulation's Article 50 names what they must contain.
    Example: a report without 六、其他需要报告的事项.
    Known exceptions: none.
    """
    present = {heading.number for heading in report.headings}
    for number, heading in report.edition.sections.items():
        if number not in present:
            yield Fault(expected=heading, slots={"heading": heading})
