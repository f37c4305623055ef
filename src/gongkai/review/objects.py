"""The result of a check as the objects that programs are promised."""

from __future__ import annotations

from gongkai.check import Finding, NotRun
from gongkai.check.acceptance import Acceptance, Settled
from gongkai.write.json import Json


def checked_object(settled: Settled, file: str) -> dict[str, Json]:
    """Return a report's result: its open findings, then those accepted (with `accepted`), and the rules not run."""
    return {
        "file": file,
        "organ": settled.report.organ,
        "year": settled.report.year,
        "findings": [
            *(finding_object(found) for found in settled.open),
            *(finding_object(found) | {"accepted": _acceptance_object(item)} for found, item in settled.accepted),
        ],
        "not_run": [not_run_object(item) for item in settled.not_run],
        **({"lapsed": [_acceptance_object(item) for item in settled.lapsed]} if settled.lapsed else {}),
    }


def finding_object(found: Finding) -> dict[str, Json]:
    """Return a finding in the shape that programs are promised."""
    words = found.words
    return {
        "code": found.code,
        "rule": found.rule,
        "severity": found.severity.value,
        "cells": list(found.cells),
        "expected": found.expected,
        "found": found.found,
        "text": {"section": words.section, "start": words.start, "end": words.end, "quote": words.quote}
        if words
        else None,
        "basis": found.basis,
        "message": found.message,
    }


def not_run_object(item: NotRun) -> dict[str, Json]:
    """Return a rule that could not run, and why."""
    return {"rule": item.rule, "why": item.why, **({"cells": list(item.cells)} if item.cells else {})}


def _acceptance_object(item: Acceptance) -> dict[str, Json]:
    return {"code": item.code, "reason": item.reason, "who": item.who, "on": item.on}
