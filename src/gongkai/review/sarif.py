"""The results of a check as a SARIF 2.1.0 log, so that existing viewers can show them."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from gongkai import __version__
from gongkai.check import Finding, Rule, Severity, rules
from gongkai.check.acceptance import Acceptance, Settled
from gongkai.report import Report
from gongkai.review.titles import rule_title
from gongkai.review.wording import cell_label
from gongkai.write.json import Json

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_TEXT_FILES: Final = (".txt", ".md", ".markdown")


def sarif_log(results: Sequence[tuple[str, Settled]], failed: Sequence[tuple[str, str]] = ()) -> dict[str, Json]:
    """Return one run over all files.

    Args:
        results: each file's name with its result.
        failed: each file that could not be read, with the reason.
    """
    known = list(rules().values())
    index = {rule.name: number for number, rule in enumerate(known)}
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "Gongkai",
                "fullName": "公开 Gongkai 年度报告检查",
                "version": __version__,
                "language": "zh-CN",
                "rules": [_rule(rule) for rule in known],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failed,
                "toolExecutionNotifications": [
                    *(_notification(name, why, "error") for name, why in failed),
                    *(note for name, settled in results for note in _not_checked(name, settled)),
                ],
            }
        ],
        "artifacts": [{"location": {"uri": _uri(name)}} for name, _ in results],
        "results": [
            result
            for number, (name, settled) in enumerate(results)
            for result in _results(settled, name, number, index)
        ],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Json]:
    doc = inspect.cleandoc(rule.doc)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule_title(rule.code)},
        "fullDescription": {"text": doc.split("\n")[0]},
        "help": {"text": doc},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"basis": rule.basis, "confirmed": rule.confirmed},
    }


def _results(settled: Settled, name: str, artifact: int, index: dict[str, int]) -> Iterable[dict[str, Json]]:
    for found in settled.open:
        yield _result(settled.report, found, name, artifact, index)
    for found, acceptance in settled.accepted:
        yield _result(settled.report, found, name, artifact, index) | {"suppressions": [_suppression(acceptance)]}


def _suppression(item: Acceptance) -> dict[str, Json]:
    by = {"who": item.who, "on": item.on}
    return {"kind": "external", "status": "accepted", "justification": item.reason, "properties": by}


def _result(report: Report, found: Finding, name: str, artifact: int, index: dict[str, int]) -> dict[str, Json]:
    logical: list[dict[str, Json]] = [
        {"name": cell_label(report, ref), "fullyQualifiedName": ref, "kind": "member"} for ref in found.cells
    ]
    if found.words is not None and found.words.section:
        number = found.words.section
        logical.append(
            {"name": report.edition.sections.get(number, str(number)), "fullyQualifiedName": f"section/{number}"}
        )
    physical: dict[str, Json] = {"artifactLocation": {"uri": _uri(name), "index": artifact}}
    region = _region(report, found, name)
    if region:
        physical["region"] = region
    location: dict[str, Json] = {"physicalLocation": physical}
    if logical:
        location["logicalLocations"] = logical
    values = {"expected": found.expected, "found": found.found, "basis": found.basis, "organ": report.organ}
    return {
        "ruleId": found.code,
        "ruleIndex": index[found.rule],
        "level": _LEVELS[found.severity],
        "kind": "fail",
        "message": {"text": found.message},
        "locations": [location],
        "partialFingerprints": {"gongkai/v1": _fingerprint(report, found)},
        "properties": {**values, "year": report.year, **_page(report, found)},
    }


def _region(report: Report, found: Finding, name: str) -> dict[str, Json]:
    """Return where the words or the cell stand in a file of plain text; other kinds of file have no lines."""
    if not name.lower().endswith(_TEXT_FILES):
        return {}
    if found.words is not None:
        start = _offset(report, found)
        if start is None:
            return {}
        length = found.words.end - found.words.start
        return {**_lines(report.text, start, start + length), "snippet": {"text": found.words.quote}}
    place = report.places[report.edition.index[found.cells[0]]] if found.cells and report.places else None
    return {"startLine": place.line, "snippet": {"text": place.text}} if place and place.line else {}


def _offset(report: Report, found: Finding) -> int | None:
    words = found.words
    if words is None or words.section is None:
        return words.start if words else None
    section = report.sections.get(words.section)
    return None if section is None or section.offset is None else section.offset + words.start


def _lines(text: str, start: int, end: int) -> dict[str, Json]:
    before, through = text[:start], text[:end]
    return {
        "startLine": before.count("\n") + 1,
        "startColumn": start - (before.rfind("\n") + 1) + 1,
        "endLine": through.count("\n") + 1,
        "endColumn": end - (through.rfind("\n") + 1) + 1,
    }


def _page(report: Report, found: Finding) -> dict[str, Json]:
    """Return the page, and the table with row and column, that the first cell stands on."""
    if not found.cells or not report.places:
        return {}
    place = report.places[report.edition.index[found.cells[0]]]
    names = ("page", "table", "row", "column")
    return {name: getattr(place, name) for name in names if place and getattr(place, name) is not None}


def _fingerprint(report: Report, found: Finding) -> str:
    parts = [report.organ or "", str(report.year), found.code, *found.cells, found.words.quote if found.words else ""]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _not_checked(name: str, settled: Settled) -> Iterable[dict[str, Json]]:
    for item in settled.report.unread:
        yield _notification(name, f"未能读出“{item.text[:40]}”：{item.why}", "warning")
    for skipped in settled.not_run:
        yield _notification(name, f"{skipped.rule} 未执行：{skipped.why}", "note")


def _notification(name: str, text: str, level: str) -> dict[str, Json]:
    place: dict[str, Json] = {"physicalLocation": {"artifactLocation": {"uri": _uri(name)}}}
    return {"level": level, "message": {"text": text}, "locations": [place]}


def _uri(name: str) -> str:
    return quote(name.replace("\\", "/"))
