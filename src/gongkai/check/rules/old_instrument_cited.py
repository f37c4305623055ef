"""GK115."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.errors import UnknownRef
from gongkai.form import edition_for, editions
from gongkai.report import Report

_CITED = re.compile(r"国办公开办函\s*[〔\[﹝（(【]\s*(?P<year>20\d{2})\s*[〕\]﹞）)】]\s*(?P<number>\d+)\s*号")


@rule(
    code="GK115",
    severity=Severity.WARNING,
    basis="form",
    needs=("year",),
    message="{year}年度报告引用了“{quote}”，这一年度适用的是{right}。请改引现行文件。",
)
def old_instrument_cited(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag the citation of a form notice that does not govern the report's year.

    Why it matters: a citation of the earlier notice is the mark of text carried over, and often of the wrong tables.
    Example: 按照国办公开办函〔2019〕60号要求 in a report of 2022.
    Known exceptions: none; other documents of the same office are not looked at.
    """
    try:
        right = edition_for(report.year or 0)
    except UnknownRef as error:
        yield NotRun("old_instrument_cited", error.what)
        return
    numbers = {_number(form.instrument): form for form in editions().values()}
    for section, text in (
        (None, report.text),
        *((s.number, s.text) for s in report.sections.values() if not report.text),
    ):
        for match in _CITED.finditer(text):
            cited = numbers.get((match["year"], match["number"]))
            if cited is not None and cited is not right:
                words = Words(section, match.start(), match.end(), match[0])
                yield Fault(
                    expected=right.instrument,
                    found=match[0],
                    words=words,
                    slots={"year": report.year, "right": right.instrument},
                )


def _number(instrument: str) -> tuple[str, str]:
    match = _CITED.search(instrument)
    return (match["year"], match["number"]) if match else ("", "")
