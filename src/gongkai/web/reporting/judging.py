"""Judge a working copy as it stands: every rule of `gongkai.check`, the answers given, the numbers typed by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.check import Checked, Finding, NotRun, Severity, check
from gongkai.check.acceptance import Acceptance, Settled, parse_acceptances, settle
from gongkai.report import Report
from gongkai.web.reporting.book import figurebook, previous_report, report_value
from gongkai.web.reporting.judging_upward import neighbours_of
from gongkai.web.reporting.living import Figurebook, Piece, Typed, typed_numbers, unknown_references
from gongkai.web.reporting.models import AnnualReport, FindingAnswer


@dataclass(frozen=True, slots=True)
class SectionJudged:
    """What is to be seen in one section: typed numbers, references to nothing."""

    number: int
    typed: tuple[Typed, ...]
    unknown: tuple[Piece, ...]

    @property
    def unmatched(self) -> list[Typed]:
        """The typed numbers that match no figure."""
        return [one for one in self.typed if not one.fits]


@dataclass(frozen=True, slots=True)
class Judged:
    """A report with its open and answered findings, and its text section by section."""

    report: Report
    settled: Settled
    sections: Mapping[int, SectionJudged]
    book: Figurebook
    answers: Mapping[str, FindingAnswer]

    @property
    def blocking(self) -> list[Finding]:
        """The findings that keep the report from being submitted: open errors."""
        return [found for found in self.settled.open if found.severity is Severity.ERROR]

    @property
    def unanswered(self) -> list[Finding]:
        """The warnings that nobody mended or answered."""
        return [found for found in self.settled.open if found.severity is Severity.WARNING]

    @property
    def unmatched(self) -> list[tuple[int, Typed]]:
        """The typed numbers that match nothing, with the numbers of their sections."""
        return [(number, one) for number, section in self.sections.items() for one in section.unmatched]

    @property
    def unknown(self) -> list[Piece]:
        """The references to nothing."""
        return [piece for section in self.sections.values() for piece in section.unknown]

    @property
    def not_run(self) -> tuple[NotRun, ...]:
        """The rules that could not run, with the reason."""
        return self.settled.not_run

    def at_cell(self, cell: str) -> list[Finding]:
        """Return the open findings about a cell."""
        return [found for found in self.settled.open if cell in found.cells]

    def in_section(self, number: int) -> list[Finding]:
        """Return the open findings about words of a section."""
        return [found for found in self.settled.open if found.words is not None and found.words.section == number]


def judge(report: AnnualReport, *, instead: Mapping[int, str] | None = None, others: Sequence[Report] = ()) -> Judged:
    """Judge a report that the viewer obtained from a query.

    Args:
        report: the working copy.
        instead: sources of sections as they are being written.
        others: published reports of other organs, for the rules across organs.
    """
    previous = previous_report(report)
    sources = {section.number: section.source for section in report.sections.all()} | dict(instead or {})
    book = figurebook(report, previous)
    value = report_value(report, previous, instead=instead)
    rows = list(report.answers.select_related("person"))
    kept = [acceptance_of(row) for row in rows]
    settled = settle(check(value, neighbours_of(report, tuple(others))), kept)
    sections = {
        number: SectionJudged(
            number, tuple(typed_numbers(source, book, value)), tuple(unknown_references(source, book))
        )
        for number, source in sorted(sources.items())
    }
    answers = {key_of(acceptance): row for acceptance, row in zip(kept, rows, strict=True)}
    return Judged(value, settled, sections, book, answers)


def answers_to(report: AnnualReport, checked: Checked) -> list[tuple[Finding, FindingAnswer]]:
    """Return what the organ's people answered to findings of a version: said by whom, or let pass by which leader."""
    rows = list(report.answers.select_related("person"))
    kept = [acceptance_of(row) for row in rows]
    said = {key_of(acceptance): row for acceptance, row in zip(kept, rows, strict=True)}
    return [(found, said[key_of(acceptance)]) for found, acceptance in settle(checked, kept).accepted]


def acceptance_of(answer: FindingAnswer) -> Acceptance:
    """Return an answer as the core keeps it."""
    [acceptance] = parse_acceptances(json.dumps({"accepted": [answer.identity]}), answer.code)
    return acceptance


def key_of(acceptance: Acceptance) -> str:
    """Return what tells one answered finding from another."""
    about: tuple[Any, ...] = (acceptance.code, acceptance.cells, acceptance.quote, acceptance.reason)
    return json.dumps(about, ensure_ascii=False)


def name_of(found: Finding) -> str:
    """Return what a form sends back to say which finding is meant: `CODE:cell` or `CODE:words`."""
    about = found.cells[0] if found.cells else found.words.quote if found.words else ""
    return f"{found.code}:{about}" if about else found.code
