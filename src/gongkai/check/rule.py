"""The rule type and what rules find.

One rule is one module under `rules/`, named by the fault it finds. A rule is a function of a report and its neighbours
that yields findings; the decorator states its code, severity, basis and message.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.form import edition_for
from gongkai.law import cite
from gongkai.report import Report


class Severity(StrEnum):
    """How grave a finding is: an error must be corrected, a warning answered, a notice read."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a narrative that a finding is about.

    `start` and `end` count code points within the section's text; with `section` None, within the whole file's text.
    """

    section: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in a report: the rule, the cells and words concerned, what stands there and what would be right."""

    code: str
    rule: str
    severity: Severity
    cells: tuple[str, ...]
    expected: int | Decimal | str | None
    found: int | Decimal | str | None
    basis: str
    message: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not run, wholly or for some cells, and why. It is never counted as passed."""

    rule: str
    why: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: the facts, without code or prose. `slots` fill the rule's message."""

    cells: tuple[str, ...] = ()
    expected: int | Decimal | str | None = None
    found: int | Decimal | str | None = None
    words: Words | None = None
    slots: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None


@dataclass(frozen=True)
class Neighbours:
    """What a report is checked beside.

    Attributes:
        previous: the same organ's report of the year before, where given.
        others: reports of other organs of the same year, for the rules across organs.
        children: the reports of the organs whose figures this one rolls up (汇总), where given.
        own: the report's own organ's figures without its children's (本级), where given.
    """

    previous: Report | None = None
    others: tuple[Report, ...] = ()
    children: tuple[Report, ...] = ()
    own: Report | None = None


RuleFunction = Callable[[Report, Neighbours], Iterator[Fault | NotRun]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, name, severity, legal basis, message and function.

    `needs` names what must be there for the rule to run: refs of cells, a table (`table:requests`), a section
    (`section:1`), last year's report (`previous`) or other organs' reports (`others`).
    """

    code: str
    name: str
    severity: Severity
    basis: str
    message: str
    needs: tuple[str, ...]
    function: RuleFunction
    confirmed: bool = True
    since: str = "0.1"

    @property
    def doc(self) -> str:
        """The rule's own description."""
        return self.function.__doc__ or ""

    @property
    def module(self) -> str:
        """The module that holds the rule."""
        return self.function.__module__


_RULES: dict[str, Rule] = {}


def rule(
    *,
    code: str,
    severity: Severity,
    basis: str,
    message: str,
    needs: tuple[str, ...] = (),
    confirmed: bool = True,
) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as a rule under its own name.

    Args:
        code: the stable code, GK and three digits, never reused.
        severity: how grave what it finds is, unless a fault says otherwise.
        basis: a reference that `law` can cite (`oir#50`), or `form` for the instrument that governs the report.
        message: what is told to people, in Chinese, with `{slots}`.
        needs: what must be there for the rule to run.
        confirmed: False where the duty's source is not confirmed in the law's digest.
    """

    def register(function: RuleFunction) -> RuleFunction:
        name = function.__name__
        _RULES[name] = Rule(code, name, severity, basis, message, needs, function, confirmed)
        return function

    return register


def registered() -> Mapping[str, Rule]:
    """Return the rules registered so far, by name. Use `gongkai.check.rules()` for all of them."""
    return _RULES


def basis_text(basis: str, report: Report) -> str:
    """Return what a finding cites: the instrument of the form, or the article of a law.

    `form` is the instrument of the edition that governs the report's year, or else of the edition it uses.
    """
    if basis == "form":
        return _instrument(report)
    return _cited(basis)


def _instrument(report: Report) -> str:
    edition = report.edition
    if report.year is not None and not edition.governs(report.year) and report.year >= edition.first_year:
        return edition_for(report.year).instrument
    return edition.instrument


@cache
def _cited(basis: str) -> str:
    return cite(basis).zh


def finding(rule: Rule, fault: Fault, report: Report) -> Finding:
    """Make the finding that a rule's fault is, with its message filled."""
    slots: dict[str, Any] = {"expected": _spell(fault.expected), "found": _spell(fault.found)}
    if fault.cells:
        slots["cell"] = cell_name(report, fault.cells[0])
        slots["cells"] = "、".join(cell_name(report, ref) for ref in fault.cells)
    if fault.words:
        slots["quote"] = fault.words.quote
    slots.update(fault.slots)
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=fault.severity or rule.severity,
        cells=fault.cells,
        expected=fault.expected,
        found=fault.found,
        basis=basis_text(rule.basis, report),
        message=rule.message.format_map(slots),
        words=fault.words,
    )


def _spell(value: object) -> str:
    return "空白" if value is None else str(value)


@functools.lru_cache(maxsize=2048)
def _name(edition_id: str, ref: str, label: str, table: str) -> str:
    return f"{table}“{label}”（{ref}）"


def cell_name(report: Report, ref: str) -> str:
    """Return how a person finds a cell: its table, printed label and ref, as in 表三“（七）总计 / 自然人”（…）."""
    cell = report.edition.cell(ref)
    table = report.edition.table(cell.table)
    numeral = "零一二三四五六七八九"[table.section]
    return _name(report.edition.id, ref, cell.label, f"表{numeral}")
