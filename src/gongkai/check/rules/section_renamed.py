"""GK104."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_NUMERAL = re.compile(r"^[\s#*]*[（(]?[一二三四五六七八九\d]{1,2}[）)]?[、.．,，\s]*")
_SIGNS = re.compile(r"[\s、，,。：:#*]")


@rule(
    code="GK104",
    severity=Severity.NOTICE,
    basis="form",
    message="标题写作“{quote}”，格式规定为“{heading}”。请按格式统一标题。",
)
def section_renamed(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a section heading whose words are not the form's.

    Why it matters: reports are found and compared by their headings.
    Example: 五、存在的主要问题及改进措施, where the form says 改进情况.
    Known exceptions: spaces and punctuation are not counted; numbering has its own rule.
    """
    for heading in report.headings:
        right = report.edition.sections[heading.number]
        if heading.line and _bare(heading.text) != _bare(right):
            quote = heading.text.strip("#* ")
            words = Words(None, heading.offset, heading.offset + len(heading.text), quote)
            yield Fault(expected=right, found=quote, words=words, slots={"heading": right})


def _bare(heading: str) -> str:
    return _SIGNS.sub("", _NUMERAL.sub("", heading))
