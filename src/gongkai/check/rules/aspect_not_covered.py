"""GK107."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.report import Report


@rule(
    code="GK107",
    severity=Severity.WARNING,
    basis="form",
    needs=("section:1",),
    message="第一部分“总体情况”没有写到“{aspect}”。这一部分应当写主动公开、依申请公开、政府信息管理、"
    "政府信息公开平台建设、监督保障五个方面。请补写。",
)
def aspect_not_covered(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag one of the five aspects of section 一 that its text does not touch.

    Why it matters: the form asks for all five; an aspect left out is a report that is not complete.
    Example: a section 一 with nothing on applications.
    Known exceptions: an aspect counts as covered by any of its usual words, under whatever heading.
    """
    text = report.section_text(1)
    for aspect in report.edition.aspects:
        if not any(word in text for word in aspect.words):
            yield Fault(expected=aspect.label, slots={"aspect": aspect.label})
