"""What a superior sends back with a version: findings of the checker it chose, and remarks of its own. No database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from gongkai.check import Finding, Severity, Words
from gongkai.check.acceptance import Settled
from gongkai.errors import InputError
from gongkai.report import ABSENT, Report

REMARK: Final = "意见"
BASIS: Final = "主管部门审核意见"
_SECTIONS: Final = (1, 5, 6)


def pack_mark(mark: Finding) -> dict[str, Any]:
    """Return a mark as a JSON column keeps it."""
    words = mark.words
    return {
        "code": mark.code,
        "rule": mark.rule,
        "severity": mark.severity.value,
        "cells": list(mark.cells),
        "expected": _kept(mark.expected),
        "found": _kept(mark.found),
        "basis": mark.basis,
        "message": mark.message,
        "words": [words.section, words.start, words.end, words.quote] if words else None,
    }


def unpack_mark(kept: Mapping[str, Any]) -> Finding:
    """Return the mark that a JSON column kept."""
    return Finding(
        code=kept["code"],
        rule=kept["rule"],
        severity=Severity(kept["severity"]),
        cells=tuple(kept["cells"]),
        expected=kept["expected"],
        found=kept["found"],
        basis=kept["basis"],
        message=kept["message"],
        words=Words(*kept["words"]) if kept["words"] else None,
    )


def remark(report: Report, text: str, *, cell: str = "", quote: str = "") -> Finding:
    """Return a superior's own remark: on a cell, on words of the text, or on the whole report.

    Raises:
        InputError: nothing was said, the report has no such cell, or the words do not stand in it.
    """
    if not text.strip():
        raise InputError("没有写意见", fix="请写明哪里不对、应当怎样改", field="text")
    if cell and report.value(cell) is ABSENT:
        raise InputError(f"报告里没有单元格“{cell}”", fix="请从表格中选择", field="cell")
    words = _words(report, quote.strip()) if quote.strip() else None
    cells = (cell,) if cell else ()
    return Finding(REMARK, "remark", Severity.WARNING, cells, None, None, BASIS, text.strip(), words)


def settled(report: Report, marks: Iterable[Finding]) -> Settled:
    """Return marks as the core's rooms take them: to draw them on the page, or into a Word file."""
    return Settled(report, tuple(marks), (), (), ())


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings are of each severity."""
    found = [finding.severity for finding in findings]
    return {severity.value: found.count(severity) for severity in Severity}


def _words(report: Report, quote: str) -> Words:
    for section in _SECTIONS:
        start = report.section_text(section).find(quote)
        if start >= 0:
            return Words(section, start, start + len(quote), quote)
    raise InputError(f"正文里没有“{quote[:40]}”", why="意见要标在原文的词句上", fix="请从报告正文中复制", field="quote")


def _kept(value: int | Decimal | str | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
